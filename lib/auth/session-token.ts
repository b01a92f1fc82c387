import 'server-only'
import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '../env'
import { shared } from '../shared'
import { sessionCookieName } from './cookies'

const payload = z.object({ sid: z.uuid(), exp: z.number() })

type Opened = { sid: string; endsAt: number }

/**
 * Opening a token costs a key derivation and a decryption, a tenth of a download; every request brings the same one. As
 * many people at once as this many tokens are spared it.
 */
const KEPT = 2_000

/** The session id in a request's cookie, or null. It proves nothing yet: the Session row decides. */
export async function sessionIdOf(headers: Headers): Promise<string | null> {
  const token = cookieValue(headers.get('cookie') ?? '', sessionCookieName())
  if (!token) return null
  const kept = opened().get(token)
  if (kept && kept.endsAt > Date.now()) return kept.sid
  return open(token)
}

async function open(token: string): Promise<string | null> {
  // A forged, foreign or expired token makes decode throw; to us it is no token.
  const content = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  const parsed = payload.safeParse(content)
  if (!parsed.success) return null
  keep(token, { sid: parsed.data.sid, endsAt: parsed.data.exp * 1000 })
  return parsed.data.sid
}

const opened = () => shared('session-tokens', () => new Map<string, Opened>())

function keep(token: string, session: Opened): void {
  const kept = opened()
  const [oldest] = kept.keys()
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(token, session)
}

function cookieValue(header: string, name: string): string | null {
  const pair = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1) ?? null
}
