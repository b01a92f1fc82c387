import 'server-only'
import { z } from 'zod'
import type { UserPrincipal } from '../../auth/principal'
import { db } from '../../db'
import { AppError } from '../../errors'
import { finishRevocation } from './finish'
import { revoke } from '../revoke'
import { NOTHING_REVOKED, type RevokeAnswer } from '../revoke-answer'
import { wayRef, type WayRef } from '../schema'

/** How long a revocation is held without a sign of life. One whose process was killed goes on after this. */
const LEASE_SECONDS = 30
const HEARTBEAT_MS = 10_000

/** A batch locks its documents for some tenths of a second. */
const BATCH = 200
/** The ways into one document are revoked together as far as possible, or it would be moved for each batch anew. */
const LARGEST_BATCH = 2000

/**
 * Revokes what is left of it, batch by batch. Killed anywhere and called again it goes on at the batch that it was in;
 * revoking again what was revoked takes nothing more away. Returns at once when somebody else is at it.
 */
export async function workOff(id: string): Promise<void> {
  if (!(await claim(id))) return
  const heartbeat = setInterval(() => void extend(id).catch(() => undefined), HEARTBEAT_MS)
  try {
    for (;;) {
      const actor = await actorOf(id)
      const batch = actor ? await nextBatch(id) : []
      if (!actor || batch.length === 0) break
      const { urlsKilled } = await revokeBatch(
        actor,
        batch.map(({ way }) => way),
      )
      const [first, last] = [batch[0]!.position, batch.at(-1)!.position]
      // Whoever lost the lease to somebody else does not count a batch twice.
      await db().revocation.updateMany({
        where: { id, done: first },
        data: { done: last + 1, urlsKilled: { increment: urlsKilled } },
      })
    }
    await finishRevocation(id)
  } finally {
    clearInterval(heartbeat)
    await db().revocation.updateMany({ where: { id }, data: { leaseUntil: null } })
  }
}

async function claim(id: string): Promise<boolean> {
  const claimed = await db().$executeRaw`
    UPDATE "Revocation" SET "leaseUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${id}::uuid AND "startedAt" IS NOT NULL AND "finishedAt" IS NULL
      AND ("leaseUntil" IS NULL OR "leaseUntil" < clock_timestamp())`
  return claimed === 1
}

async function extend(id: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "Revocation" SET "leaseUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${id}::uuid AND "finishedAt" IS NULL`
}

const clientSchema = z.object({ ip: z.string(), userAgent: z.string() })

/** Who revokes, as that person is now: somebody who was disabled meanwhile revokes nothing more. */
async function actorOf(id: string): Promise<UserPrincipal | null> {
  const { actor, sessionId, client } = await db().revocation.findUniqueOrThrow({
    where: { id },
    select: {
      sessionId: true,
      client: true,
      actor: { select: { id: true, role: true, email: true, name: true, disabledAt: true } },
    },
  })
  const { id: userId, role, email, name, disabledAt } = actor
  if (disabledAt) return null
  return { kind: 'user', userId, sessionId, role, email, name, client: clientSchema.parse(client) }
}

async function nextBatch(id: string): Promise<{ position: number; way: WayRef }[]> {
  const { done } = await db().revocation.findUniqueOrThrow({ where: { id }, select: { done: true } })
  const items = await db().revocationItem.findMany({
    where: { revocationId: id, position: { gte: done } },
    orderBy: { position: 'asc' },
    take: LARGEST_BATCH,
    select: { position: true, kind: true, wayId: true, documentId: true },
  })
  const lastDocument = items[BATCH - 1]?.documentId
  return items
    .filter(({ documentId }, index) => index < BATCH || (documentId !== null && documentId === lastDocument))
    .map(({ position, kind, wayId }) => ({ position, way: wayRef.parse({ kind, id: wayId }) }))
}

/** Documents that were deleted meanwhile took their ways in with them; there is nothing to revoke then. */
async function revokeBatch(actor: UserPrincipal, ways: WayRef[]): Promise<RevokeAnswer> {
  try {
    return await revoke(actor, ways)
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return NOTHING_REVOKED
    throw error
  }
}
