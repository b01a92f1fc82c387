import 'server-only'
import { AppError } from '../errors'
import { shared } from '../shared'

/** A browser allows six connections a host, so this is more than any number of its tabs hold open. */
const STREAMS_A_SESSION = 12
const RETRY_SECONDS = 5

/** Takes one of the places that a session, or a token, has for open answers. @returns what gives it back @throws TOO_MANY */
export function takePlace(holder: string, places = STREAMS_A_SESSION): () => void {
  const taken = shared('live-places', () => new Map<string, number>())
  const before = taken.get(holder) ?? 0
  if (before >= places) {
    throw new AppError(
      'TOO_MANY',
      'Too many requests are open at the same time. Close some pages, or wait for answers, and try again.',
      {
        retryAfter: RETRY_SECONDS,
      },
    )
  }
  taken.set(holder, before + 1)
  return () => {
    const left = (taken.get(holder) ?? 1) - 1
    if (left > 0) taken.set(holder, left)
    else taken.delete(holder)
  }
}
