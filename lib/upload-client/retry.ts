import type { SendFailure } from './send'

const BASE_MS = 1_000
const CAP_MS = 30_000

/**
 * 1 + 2 + 4 + 8 + 16 + 30 + 30 + 30 = 121 s without jitter, 61 s when the dice always fall low: longer than the half
 * minute in which a restarted store warms up.
 */
export const RETRIES = 8

/** A fresh signature that is refused twice more will not be accepted the third time. */
export const RESIGNS = 2

/** Milliseconds before the nth retry (from 0): exponential, the upper half by chance, so that many do not come at once. */
export function backoff(retry: number, random: () => number = Math.random): number {
  const full = Math.min(CAP_MS, BASE_MS * 2 ** retry)
  return full / 2 + (full / 2) * random()
}

export type Verdict =
  | { kind: 'again'; message: string }
  | { kind: 'resign'; message: string }
  | { kind: 'final'; message: string }

const CHANGED = 'The file is not as large as it was when you chose it. Choose it again.'
const REFUSED = 'The file store refused the upload. Try again; if it stays, tell the person who runs Countersign.'
const BUSY = 'The file store could not take the file. Try again in a few minutes.'

/** S3 says 400 when the connection, not the request, was at fault. */
const BROKEN_ON_THE_WAY = new Set([
  'RequestTimeout',
  'IncompleteBody',
  'InternalError',
  'SlowDown',
  'ServiceUnavailable',
  // What arrived does not have the SHA-256 that was signed for it.
  'BadDigest',
])

/** What to do after a failed attempt, and the sentence if there is no further one. */
export function verdict(failure: Exclude<SendFailure, { kind: 'aborted' }>): Verdict {
  if (failure.kind === 'network') {
    return {
      kind: 'again',
      message: 'The connection to the file store keeps breaking. Check your network.',
    }
  }
  if (failure.kind === 'silent') {
    return { kind: 'again', message: 'The file store stopped answering.' }
  }
  const { status, code } = failure
  if (code === 'EntityTooLarge' || code === 'EntityTooSmall') return { kind: 'final', message: CHANGED }
  if (status === 403) return { kind: 'resign', message: REFUSED }
  if (status >= 500 || status === 408 || status === 429) return { kind: 'again', message: BUSY }
  if (code !== null && BROKEN_ON_THE_WAY.has(code)) return { kind: 'again', message: BUSY }
  return { kind: 'final', message: REFUSED }
}
