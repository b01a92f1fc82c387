import 'server-only'
import { record } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import type { Db } from '../db'
import { AppError } from '../errors'
import { administer } from '../members/administer'

/** @returns its id @throws CONFLICT when there is a group of this name, however it is written */
export function createGroup(principal: UserPrincipal, name: string): Promise<{ groupId: string }> {
  return administer(principal, async (tx) => {
    await assertFree(tx, name, null)
    const { id: groupId } = await tx.group.create({ data: { name }, select: { id: true } })
    await record(tx, { action: 'group.created', actor: principal, subjectId: groupId, details: { name } })
    return { groupId }
  })
}

/** @throws NOT_FOUND, CONFLICT as createGroup */
export function renameGroup(principal: UserPrincipal, groupId: string, name: string): Promise<null> {
  return administer(principal, async (tx) => {
    const before = await lockGroup(tx, groupId)
    if (before.name === name) return null
    await assertFree(tx, name, groupId)
    await tx.group.update({ where: { id: groupId }, data: { name }, select: { id: true } })
    const details = { from: before.name, to: name }
    await record(tx, { action: 'group.renamed', actor: principal, subjectId: groupId, details })
    return null
  })
}

/** The group, held until the commit: nothing is given to it meanwhile. Throws NOT_FOUND. */
export async function lockGroup(tx: Db, groupId: string): Promise<{ name: string }> {
  const [group] = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM "Group" WHERE id = ${groupId}::uuid FOR UPDATE`
  if (!group) throw new AppError('NOT_FOUND', 'There is no such group.')
  return group
}

/** Groups change one after the other (administer() holds all administrators), so what is free here stays free. */
async function assertFree(tx: Db, name: string, exceptId: string | null): Promise<void> {
  const taken = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Group" WHERE lower(name) = lower(${name}) AND id IS DISTINCT FROM ${exceptId}::uuid`
  if (taken.length > 0) throw new AppError('CONFLICT', 'There is a group of this name already.')
}
