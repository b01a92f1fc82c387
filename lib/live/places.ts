import 'server-only'
import { AppError } from '../errors'
import { shared } from '../shared'

/** A browser allows six connections a host, so this is more than any number of its tabs hold open. */
const STREAMS_A_SESSION = 12

/** Takes one of a session's places for an open stream. @returns what gives it back @throws TOO_MANY */
export function takePlace(sessionId: string): () => void {
  const taken = shared('live-places', () => new Map<string, number>())
  const before = taken.get(sessionId) ?? 0
  if (before >= STREAMS_A_SESSION)
    throw new AppError('TOO_MANY', 'Too many open pages. Close some and reload this one.')
  taken.set(sessionId, before + 1)
  return () => {
    const left = (taken.get(sessionId) ?? 1) - 1
    if (left > 0) taken.set(sessionId, left)
    else taken.delete(sessionId)
  }
}
