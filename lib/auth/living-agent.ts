import 'server-only'
import { db, prepared } from '../db'
import { AppError } from '../errors'
import { agentTokenId, isAgentToken } from './agent-token'
import { networkOf } from './network'
import type { AgentPrincipal, ClientInfo } from './principal'
import { take } from './rate-limit'
import type { Scope } from './scopes'

/** How exact “last used” is: one write a minute and token, however many requests. */
const USED_EVERY_MS = 60_000

/** Tokens that are none, from one network. Those that are right go on working meanwhile: nobody can lock them out. */
const GUESSES = 100
const GUESSES_WINDOW_SECONDS = 15 * 60

const NOBODY = '00000000-0000-0000-0000-000000000000'
const NO_HASH = new Uint8Array(32)

const LIVING_AGENT = `
  SELECT t.id AS "tokenId", t."secretHash", t."lastUsedAt", t.scopes, l."endsAt",
         u.id AS "userId", u.email, u.name, u.role::text,
         CASE WHEN t.bound THEN ARRAY(SELECT b."documentId"::text FROM "AgentTokenDocument" b WHERE b."agentTokenId" = t.id) END
           AS "documentIds"
  FROM "AgentToken" t
  JOIN "LivingAgentToken" l ON l.id = t.id
  JOIN "User" u ON u.id = t."userId"
  WHERE t.id = $1::uuid`

type Living = Pick<AgentPrincipal, 'tokenId' | 'userId' | 'email' | 'name' | 'role' | 'documentIds'> & {
  secretHash: Uint8Array
  lastUsedAt: Date | null
  endsAt: Date
  scopes: Scope[]
}

/**
 * The agent of a bearer token, re-read for this very request. Whatever is wrong with the token (its shape, its secret,
 * its end, a revocation, its person) takes the same way and is the same answer.
 * @throws BAD_TOKEN, or TOO_MANY when one network has brought too many such tokens
 */
export async function requireAgent(token: string, client: ClientInfo): Promise<AgentPrincipal & { endsAt: Date }> {
  const [living] = await prepared<Living>('living-agent', LIVING_AGENT, [agentTokenId(token) ?? NOBODY])
  if (!isAgentToken(token, living?.secretHash ?? NO_HASH) || !living) {
    await take(`agent-token:${networkOf(client.ip)}`, GUESSES, GUESSES_WINDOW_SECONDS)
    throw new AppError('BAD_TOKEN')
  }
  const { secretHash: _, lastUsedAt, ...agent } = living
  await used(living.tokenId, lastUsedAt, client)
  return { kind: 'agent', ...agent, client }
}

async function used(id: string, lastUsedAt: Date | null, client: ClientInfo): Promise<void> {
  const due = new Date(Date.now() - USED_EVERY_MS)
  if (lastUsedAt && lastUsedAt > due) return
  await db().agentToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: due } }] },
    data: { lastUsedAt: new Date(), lastUsedIp: client.ip },
  })
}
