import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { AppError } from '../errors'
import { clientInfo } from './client-info'
import { requireAgent } from './living-agent'
import { findPrincipal } from './living-session'
import type { Principal, UserPrincipal } from './principal'
import { sessionIdOf } from './session-token'

/** The signed-in person behind these headers, or null. */
export async function principalOf(requestHeaders: Headers): Promise<UserPrincipal | null> {
  const sessionId = await sessionIdOf(requestHeaders)
  return sessionId ? findPrincipal(sessionId, clientInfo(requestHeaders)) : null
}

/**
 * Who asks by these headers: an agent where there is a bearer token (cookies are then not looked at, so no page can ride
 * on them), otherwise the signed-in person, or null. Throws BAD_TOKEN.
 */
export async function callerOf(requestHeaders: Headers): Promise<Principal | null> {
  const [bearer, token = ''] = /^bearer(?:\s+(.*))?$/i.exec(requestHeaders.get('authorization') ?? '') ?? []
  if (bearer === undefined) return principalOf(requestHeaders)
  return requireAgent(token.trim(), clientInfo(requestHeaders))
}

/** The signed-in person of the running request, or null. Asked several times while one page renders, it reads once. */
export const getPrincipal = cache(async (): Promise<UserPrincipal | null> => principalOf(await headers()))

/** The signed-in person of the running request. Throws SIGNED_OUT. */
export async function requirePrincipal(): Promise<UserPrincipal> {
  const principal = await getPrincipal()
  if (!principal) throw new AppError('SIGNED_OUT')
  return principal
}
