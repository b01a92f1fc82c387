import { OFFLINE, type Connection } from './connection'
import { pause } from './pause'
import { backoff, RESIGNS, RETRIES } from './retry'
import { setbackByApp, type Setback } from './setback'

export type Tried<T> = { done: T } | { setback: Setback }

export type Aborted = { kind: 'aborted' }
export type GivenUp = { kind: 'failed'; message: string; unsigned: boolean }

export type Patience = {
  signal: AbortSignal
  connection: Connection
  /** Another attempt follows after a while; `message` says what is waited for. */
  onRetry: (message: string | null) => void
  /** For what loses nothing by waiting: a broken line is tried again for as long as the page is open. */
  endless: boolean
}

/** A blip mends itself before anybody has read why; after 1 + 2 + 4 s it is worth a sentence. */
const WORTH_SAYING = 3

/** Makes as many attempts as the matter deserves. */
export async function persist<T>(
  attempt: () => Promise<Tried<T>>,
  { signal, connection, onRetry, endless }: Patience,
): Promise<T | Aborted | GivenUp> {
  let retries = 0
  let resigns = 0
  while (!signal.aborted) {
    const tried = await attempt()
    if ('done' in tried) return tried.done
    const { kind, message, broke, unsigned } = tried.setback
    if (kind === 'final') return { kind: 'failed', message, unsigned }
    if (broke && connection.isOffline()) {
      // Being offline is nobody's failure: it may last, and it counts for nothing.
      onRetry(OFFLINE)
      await connection.whenBack(signal)
      continue
    }
    const spent = retries >= RETRIES && !(endless && broke)
    if (spent || (kind === 'resign' && resigns >= RESIGNS)) return { kind: 'failed', message, unsigned: false }
    onRetry(retries >= WORTH_SAYING ? message : null)
    await pause(backoff(retries), signal)
    retries += 1
    if (kind === 'resign') resigns += 1
  }
  return { kind: 'aborted' }
}

/** One question to the app, asked until it is answered. */
export function ask<T>(question: () => Promise<T>, patience: Patience): Promise<T | Aborted | GivenUp> {
  return persist<T>(async () => {
    try {
      return { done: await question() }
    } catch (error) {
      return { setback: setbackByApp(error) }
    }
  }, patience)
}
