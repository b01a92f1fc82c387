import type { FileHandle } from './file-origin'

export type Opened = { file: File } | { message: string }

/** The file behind a handle. Asks the person where the browser wants that, so it has to begin with a click. Never throws. */
export async function openHandle(handle: FileHandle): Promise<Opened> {
  try {
    if (!(await mayRead(handle))) {
      return { message: `The browser was not allowed to read “${handle.name}”. Choose the file again.` }
    }
    return { file: await handle.getFile() }
  } catch {
    return { message: `“${handle.name}” is no longer where it was. Choose the file again.` }
  }
}

async function mayRead(handle: FileHandle): Promise<boolean> {
  const read = { mode: 'read' } as const
  const state = (await handle.queryPermission?.(read)) ?? 'granted'
  return state === 'granted' || (await handle.requestPermission?.(read)) === 'granted'
}
