import 'server-only'
import { record } from '../../audit/record'
import type { Principal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { lockDocument } from '../../documents/access'
import { enforce } from '../../documents/enforce'
import { AppError } from '../../errors'
import { notifyDocuments } from '../../live/notify'
import { listGrants } from './list'
import type { ChangeGrant, Give, GranteeRef, GrantsAfter, Terms } from './schema'
import { assertMayChange, assertMayGive, lockGrant, lockStanding, narrows, termsForAudit, type Standing } from './terms'
import { sharerOf, type Sharer } from '../sharer'

/**
 * Gives a document to a person or a group. Each has one grant in a document: giving again changes it, and brings one that
 * has run out back. Whoever set the terms last counts as who gave it.
 * @throws NOT_FOUND when it is not the principal's to share, or there is no such grantee; NOT_ALLOWED for what only the
 * owner may; BAD_INPUT when it would be given to the owner or to the giver
 */
export async function giveGrant(principal: Principal, give: Give): Promise<GrantsAfter> {
  const { documentId, grantee } = give
  const narrowed = await db().$transaction(async (tx) => {
    await holdGrantee(tx, grantee)
    await lockDocument(tx, documentId)
    const sharer = await sharerOf(tx, principal, documentId)
    assertMayGive(sharer, give)
    assertSomebodyElse(sharer, principal, grantee)
    const standing = await lockStanding(tx, documentId, grantee)
    if (!standing) {
      await create(tx, principal, give)
      return false
    }
    if (!standing.expired) assertMayChange(sharer, principal.userId, standing)
    return change(tx, principal, documentId, standing, give)
  })
  return after(principal, documentId, narrowed)
}

/** Sets other terms for a grant. @throws as giveGrant; NOT_FOUND once it was taken away or has run out */
export async function changeGrant(
  principal: Principal,
  { documentId, grantId, ...terms }: ChangeGrant,
): Promise<GrantsAfter> {
  const narrowed = await db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const sharer = await sharerOf(tx, principal, documentId)
    const standing = await lockGrant(tx, documentId, grantId)
    if (!standing) throw new AppError('NOT_FOUND', 'This was taken away in the meantime.')
    assertMayChange(sharer, principal.userId, standing)
    assertMayGive(sharer, terms)
    return change(tx, principal, documentId, standing, terms)
  })
  return after(principal, documentId, narrowed)
}

/** So that who is being removed, or a group that is being deleted, gets nothing at the last moment. */
async function holdGrantee(tx: Db, { kind, id }: GranteeRef): Promise<void> {
  const found =
    kind === 'USER'
      ? await tx.$queryRaw<unknown[]>`SELECT 1 FROM "User" WHERE id = ${id}::uuid AND "disabledAt" IS NULL FOR SHARE`
      : await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Group" WHERE id = ${id}::uuid FOR SHARE`
  if (found.length > 0) return
  throw new AppError('NOT_FOUND', kind === 'USER' ? 'There is no such member.' : 'There is no such group.')
}

function assertSomebodyElse(sharer: Sharer, principal: Principal, { kind, id }: GranteeRef): void {
  if (kind !== 'USER') return
  if (id === principal.userId) throw new AppError('BAD_INPUT', 'You can open this document already.')
  if (id === sharer.ownerId) throw new AppError('BAD_INPUT', 'This person owns the document and can open it already.')
}

async function create(tx: Db, principal: Principal, { documentId, grantee, ...terms }: Give): Promise<void> {
  const { kind, id } = grantee
  const { role, viewOnly, expiresAt } = terms
  const whom = kind === 'USER' ? { userId: id } : { groupId: id }
  const made = await tx.capability.create({
    data: { kind, documentId, giverId: principal.userId, role, viewOnly, expiresAt, ...whom },
    select: { id: true },
  })
  const details = { kind, to: id, ...termsForAudit(terms) }
  await record(tx, { action: 'grant.given', actor: principal, documentId, subjectId: made.id, details })
  await notifyDocuments(tx, [documentId])
}

/** @returns whether it took something away */
async function change(
  tx: Db,
  principal: Principal,
  documentId: string,
  before: Standing,
  { role, viewOnly, expiresAt }: Terms,
): Promise<boolean> {
  const terms = { role, viewOnly, expiresAt }
  await tx.capability.update({
    where: { id: before.id },
    data: { ...terms, giverId: principal.userId },
    select: { id: true },
  })
  const { role: oldRole, viewOnly: oldViewOnly, expiresAt: oldExpiresAt } = termsForAudit(before)
  const details = { ...termsForAudit(terms), oldRole, oldViewOnly, oldExpiresAt }
  await record(tx, { action: 'grant.changed', actor: principal, documentId, subjectId: before.id, details })
  await notifyDocuments(tx, [documentId])
  return narrows(before, terms)
}

async function after(principal: Principal, documentId: string, narrowed: boolean): Promise<GrantsAfter> {
  const enforced = narrowed ? await enforce({ documentIds: [documentId] }) : { urlsKilled: 0, urlsPending: 0 }
  const { urlsKilled, urlsPending } = enforced
  return { ...(await listGrants(principal, documentId)), urlsKilled, urlsPending }
}
