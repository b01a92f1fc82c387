import 'server-only'
import type { Principal } from '../auth/principal'
import { env } from '../env'
import { AppError } from '../errors'
import { answering } from '../route'
import { shared } from '../shared'

const WINDOW_MS = 60_000

type Window = { count: number; endsAt: number }

/**
 * Counts a request of an agent's token and runs it; over the limit it is answered TOO_MANY. Every answer, also one that
 * refuses, says how much is left (RateLimit fields of draft-ietf-httpapi-ratelimit-headers). Each instance counts for
 * itself: a limit that is a few times higher behind a load balancer still stops a loop that ran wild, and costs no
 * statement.
 */
export async function counted(principal: Principal, work: () => Promise<Response>): Promise<Response> {
  if (principal.kind === 'user') return work()
  const limit = env().API_REQUESTS_A_MINUTE
  const window = windowOf(principal.tokenId)
  window.count += 1
  // Some answers come half a minute after their request.
  const secondsLeft = () => Math.max(1, Math.ceil((window.endsAt - Date.now()) / 1000))
  const answer = await answering(() => {
    if (window.count <= limit) return work()
    const retryAfter = secondsLeft()
    throw new AppError('TOO_MANY', `More than ${limit} requests in a minute. Wait ${retryAfter} seconds.`, {
      retryAfter,
    })
  })
  answer.headers.set('RateLimit-Policy', `"token";q=${limit};w=60`)
  answer.headers.set('RateLimit', `"token";r=${Math.max(0, limit - window.count)};t=${secondsLeft()}`)
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
