import 'server-only'
import { record } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import type { MemberLimit, StorageLimits } from './schema'

/**
 * Sets what all documents together, and those of one member, may take. A limit below what is used takes nothing away:
 * it only lets nothing more begin. For administrators; the action has asked.
 */
export async function setLimits(principal: Principal, limits: StorageLimits): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.organisation.update({ where: { id: 1 }, data: limits, select: { id: true } })
    await record(tx, { action: 'storage.limits-changed', actor: principal, details: limits })
  })
}

/** Gives one member a limit of their own, or (null) that of all members back. @throws NOT_FOUND */
export async function setMemberLimit(principal: Principal, { userId, quotaBytes }: MemberLimit): Promise<void> {
  await db().$transaction(async (tx) => {
    if ((await tx.user.count({ where: { id: userId } })) === 0)
      throw new AppError('NOT_FOUND', 'There is no such member.')
    await tx.storageUse.upsert({
      where: { userId },
      create: { userId, quotaBytes },
      update: { quotaBytes },
      select: { userId: true },
    })
    const details = { quotaBytes }
    await record(tx, { action: 'storage.member-limit-changed', actor: principal, subjectId: userId, details })
  })
}
