/** A failure that is told to the person at the terminal as one sentence; everything else is a bug and shows its stack. */
export class Problem extends Error {
  override readonly name = 'Problem'
}

/** Turns what the system said into a sentence where the cure is known. */
export function asProblem(error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException
  const where = path ? ` (${path})` : ''
  if (code === 'ENOSPC')
    return new Problem(`The disk is full${where}. Free some space and start again; nothing is lost.`)
  if (code === 'EACCES' || code === 'EPERM')
    return new Problem(
      `There is no permission to use ${path ?? 'a file'}. Give it to this user, or set DATA_DIR to another folder.`,
    )
  if (code === 'EROFS')
    return new Problem(`The file system is read-only${where}. Set DATA_DIR to a folder that can be written.`)
  return error
}

/** Runs a script's main function: a Problem ends it with its sentence and code 1. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    const told = asProblem(error)
    console.error(told instanceof Problem ? `\n${told.message}` : told)
    process.exit(1)
  }
}
