import 'server-only'
import { recordMany } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import type { Db } from '../db'

const NOBODY = 'Former member'

/**
 * Leaves of a person the id that rows refer to. The address is free again (RFC 2606 §2: nobody ever has one in `.invalid`),
 * and nothing is left with which anybody could sign in.
 */
export async function erasePerson(tx: Db, userId: string): Promise<void> {
  const now = new Date()
  await tx.user.update({
    where: { id: userId },
    data: {
      name: NOBODY,
      email: `former-${userId}@removed.invalid`,
      role: 'MEMBER',
      passwordHash: null,
      oidcIssuer: null,
      oidcSubject: null,
      disabledAt: now,
      erasedAt: now,
    },
    select: { id: true },
  })
  await tx.session.deleteMany({ where: { userId } })
  await tx.oneTimeLink.deleteMany({ where: { userId } })
  await tx.storageUse.deleteMany({ where: { userId } })
}

/**
 * Ends a person's agent tokens and erases what they were called and where they were used. The rows stay: the ledger of
 * issued URLs refers to them.
 */
export async function eraseTokens(tx: Db, actor: UserPrincipal, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "AgentToken" WHERE "userId" = ${userId}::uuid ORDER BY id FOR UPDATE`
  const ended = await tx.agentToken.updateManyAndReturn({
    where: { userId, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true },
  })
  const entries = ended.map(({ id }) => ({ subjectId: id, details: { person: userId } }))
  if (entries.length > 0) await recordMany(tx, { action: 'agent-token.revoked', actor }, entries)
  await tx.agentToken.updateMany({ where: { userId }, data: { name: '', lastUsedIp: null } })
}
