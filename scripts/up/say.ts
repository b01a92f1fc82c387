const REMIND_MS = 15_000

/** Seconds as a person reads them. */
export function elapsed(since: number, now = Date.now()): string {
  const seconds = Math.round((now - since) / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Says what takes long, how long it has taken while it does, and how long it took. Returns the function that ends it. */
export function step(what: string): () => void {
  const started = Date.now()
  const live = process.stdout.isTTY
  console.log(`${what} …`)
  const timer = setInterval(
    () => {
      if (live) process.stdout.write(`\x1b[1A\x1b[2K${what} … ${elapsed(started)}\n`)
      else console.log(`  … ${elapsed(started)}`)
    },
    live ? 1_000 : REMIND_MS,
  )
  return () => {
    clearInterval(timer)
    const done = `${what}: ${elapsed(started)}`
    console.log(live ? `\x1b[1A\x1b[2K${done}` : done)
  }
}

/** Runs something as a step. */
export async function during<T>(what: string, work: () => Promise<T>): Promise<T> {
  const done = step(what)
  try {
    return await work()
  } finally {
    done()
  }
}
