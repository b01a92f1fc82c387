import 'server-only'
import type { Principal } from '../auth/principal'
import { env } from '../env'
import { AppError } from '../errors'
import { shared } from '../shared'

const WINDOW_MS = 60_000

type Window = { count: number; endsAt: number }

/**
 * Counts a request of an agent's token and runs it, or throws TOO_MANY. The answer says how much is left (RateLimit
 * fields of draft-ietf-httpapi-ratelimit-headers). Each instance counts for itself: a limit that is a few times higher
 * behind a load balancer still stops a loop that ran wild, and costs no statement.
 */
export async function counted(principal: Principal, work: () => Promise<Response>): Promise<Response> {
  if (principal.kind === 'user') return work()
  const limit = env().API_REQUESTS_A_MINUTE
  const window = windowOf(principal.tokenId)
  window.count += 1
  const secondsLeft = Math.max(1, Math.ceil((window.endsAt - Date.now()) / 1000))
  if (window.count > limit) {
    throw new AppError('TOO_MANY', `More than ${limit} requests in a minute. Wait ${secondsLeft} seconds.`, {
      retryAfter: secondsLeft,
    })
  }
  const answer = await work()
  answer.headers.set('RateLimit-Policy', `"token";q=${limit};w=60`)
  answer.headers.set('RateLimit', `"token";r=${limit - window.count};t=${secondsLeft}`)
  return answer
}

function windowOf(tokenId: string): Window {
  const windows = shared('api-windows', () => new Map<string, Window>())
  const now = Date.now()
  const running = windows.get(tokenId)
  if (running && running.endsAt > now) return running
  for (const [id, { endsAt }] of windows) if (endsAt <= now) windows.delete(id)
  const fresh = { count: 0, endsAt: now + WINDOW_MS }
  windows.set(tokenId, fresh)
  return fresh
}
