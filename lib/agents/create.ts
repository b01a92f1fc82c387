import 'server-only'
import { randomUUID } from 'node:crypto'
import { record } from '../audit/record'
import { newAgentToken } from '../auth/agent-token'
import type { UserPrincipal } from '../auth/principal'
import { db, type Db } from '../db'
import { documentsWhere } from '../documents/access'
import { AppError } from '../errors'
import { MAX_AGENT_TOKENS } from './limits'
import type { AgentTerms, MadeAgentToken, NewAgentTokenInput } from './schema'
import { tellMade } from './tell'

const DAY_MS = 24 * 60 * 60_000

/** What the organisation asks of a token that is made now. */
export async function agentTerms(): Promise<AgentTerms> {
  const { longestAgentDays } = await db().sharingPolicy.findUniqueOrThrow({
    where: { id: 1 },
    select: { longestAgentDays: true },
  })
  return { longestDays: longestAgentDays }
}

/**
 * Makes a token that speaks for the signed-in person, and never for anybody else: there is no way to say for whom. It is
 * in this answer and nowhere else; what is kept is its hash.
 * @throws BAD_INPUT for an end that has passed or is later than the organisation allows, or when the person has too many
 * tokens; NOT_FOUND for a document that the person may not see; SIGNED_OUT when the session ended meanwhile
 */
export async function createAgentToken(
  principal: UserPrincipal,
  { name, scopes, documentIds, expiresAt }: NewAgentTokenInput,
): Promise<MadeAgentToken> {
  const tokenId = randomUUID()
  const { token, secretHash } = newAgentToken(tokenId)
  const { userId } = principal
  await db().$transaction(async (tx) => {
    await holdSession(tx, principal)
    await assertLife(tx, expiresAt)
    await assertRoom(tx, userId)
    if (documentIds) await assertSeen(tx, principal, documentIds)
    const documents = { create: (documentIds ?? []).map((documentId) => ({ documentId })) }
    await tx.agentToken.create({
      data: { id: tokenId, userId, name, secretHash, scopes, bound: documentIds !== null, expiresAt, documents },
      select: { id: true },
    })
    const details = {
      scopes: scopes.join(' '),
      documents: documentIds?.length ?? null,
      expiresAt: expiresAt.toISOString(),
    }
    await record(tx, { action: 'agent-token.created', actor: principal, subjectId: tokenId, details })
    await tellMade(tx, principal, { name, scopes, expiresAt })
  })
  return { tokenId, token }
}

/**
 * Whoever resets a password ends all tokens and locks the person for it. A token that is being made by a session which
 * that ends must not come behind it.
 */
async function holdSession(tx: Db, { userId, sessionId }: UserPrincipal): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
  const living = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Session" s JOIN "User" u ON u.id = s."userId" AND u."disabledAt" IS NULL
    WHERE s.id = ${sessionId}::uuid AND s."userId" = ${userId}::uuid AND s."endedAt" IS NULL
      AND s."expiresAt" > clock_timestamp() AND s.epoch = u."sessionEpoch"
    FOR SHARE OF s`
  if (living.length === 0) throw new AppError('SIGNED_OUT')
}

async function assertLife(tx: Db, expiresAt: Date): Promise<void> {
  const [policy] = await tx.$queryRaw<
    { days: number }[]
  >`SELECT "longestAgentDays" AS days FROM "SharingPolicy" FOR SHARE`
  const { days } = policy!
  if (expiresAt.getTime() <= Date.now())
    throw new AppError('BAD_INPUT', 'That end has passed already. Choose a later one.')
  // A minute of grace, as for links: the form counted its days from when it was opened. The rule itself has none.
  if (expiresAt.getTime() <= Date.now() + days * DAY_MS + 60_000) return
  const life = days === 1 ? 'one day' : `${days.toLocaleString('en')} days`
  throw new AppError('BAD_INPUT', `Agent tokens live at most ${life} in this organisation. Choose an earlier end.`)
}

/** The person is locked: of many at once only so many find room. */
async function assertRoom(tx: Db, userId: string): Promise<void> {
  const [living] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM "LivingAgentToken" WHERE "userId" = ${userId}::uuid`
  if (living!.count < MAX_AGENT_TOKENS) return
  throw new AppError('BAD_INPUT', `You have ${MAX_AGENT_TOKENS} agent tokens, which is the most. Revoke one first.`)
}

async function assertSeen(tx: Db, principal: UserPrincipal, documentIds: readonly string[]): Promise<void> {
  const seen = await tx.document.count({
    where: { AND: [{ id: { in: [...documentIds] } }, documentsWhere(principal, 'see')] },
  })
  if (seen < documentIds.length) throw new AppError('NOT_FOUND')
}
