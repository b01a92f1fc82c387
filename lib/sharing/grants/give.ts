import 'server-only'
import { record } from '../../audit/record'
import { holdAgent } from '../../auth/hold-agent'
import type { Principal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { lockDocument } from '../../documents/access'
import { AppError } from '../../errors'
import { notifyDocuments } from '../../live/notify'
import { sharerOf, type Sharer } from '../sharer'
import { setTerms, urlsAfter, type Narrowed } from './change'
import { listGrants } from './list'
import type { Give, GranteeRef, GrantsAfter } from './schema'
import { assertMayChange, assertMayGive, lockStanding, termsForAudit } from './terms'

/**
 * Gives a document to a person or a group. Each has one grant in a document: giving again changes it, and brings one that
 * has run out back. Whoever set the terms last counts as who gave it.
 * @throws NOT_FOUND when it is not the principal's to share, or there is no such grantee; NOT_ALLOWED for what only the
 * owner may; BAD_INPUT when it would be given to the owner or to the giver
 */
export async function giveGrant(principal: Principal, give: Give): Promise<GrantsAfter> {
  const { urlsKilled, urlsPending } = await putGrant(principal, give)
  return { ...(await listGrants(principal, give.documentId)), urlsKilled, urlsPending }
}

/** The grant that was given, and whether it is a new one. */
export type GrantPut = Narrowed & { grantId: string; isNew: boolean }

/** giveGrant() for who wants to know of this grant alone. */
export async function putGrant(principal: Principal, give: Give): Promise<GrantPut> {
  const { documentId, grantee } = give
  const { narrowed, ...put } = await db().$transaction(async (tx) => {
    await holdGrantee(tx, grantee)
    await holdAgent(tx, principal)
    await lockDocument(tx, documentId)
    const sharer = await sharerOf(tx, principal, documentId)
    assertMayGive(sharer, give)
    assertSomebodyElse(sharer, principal, grantee)
    const standing = await lockStanding(tx, documentId, grantee)
    if (!standing) return { grantId: await create(tx, principal, give), isNew: true, narrowed: false }
    if (!standing.expired) assertMayChange(sharer, principal.userId, standing)
    const narrowed = await setTerms(tx, principal, documentId, standing, give)
    return { grantId: standing.id, isNew: false, narrowed }
  })
  return { ...put, ...(narrowed ? await urlsAfter(documentId) : { urlsKilled: 0, urlsPending: 0 }) }
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

async function create(tx: Db, principal: Principal, { documentId, grantee, ...terms }: Give): Promise<string> {
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
  return made.id
}
