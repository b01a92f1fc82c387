import 'server-only'
import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '../env'
import { sessionCookieName } from './cookies'

const payload = z.object({ sid: z.uuid() })

/** The session id in a request's cookie, or null. It proves nothing yet: the Session row decides. */
export async function sessionIdOf(headers: Headers): Promise<string | null> {
  const token = cookieValue(headers.get('cookie') ?? '', sessionCookieName())
  if (!token) return null
  // A forged, foreign or expired token makes decode throw; to us it is no token.
  const content = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  const parsed = payload.safeParse(content)
  return parsed.success ? parsed.data.sid : null
}

function cookieValue(header: string, name: string): string | null {
  const pair = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1) ?? null
}
