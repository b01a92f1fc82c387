import 'server-only'
import { record } from '../../audit/record'
import { holdAgent } from '../../auth/hold-agent'
import type { Principal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { lockDocument, type Guard } from '../../documents/access'
import { enforce } from '../../documents/enforce'
import { AppError } from '../../errors'
import { notifyDocuments } from '../../live/notify'
import { sharerOf } from '../sharer'
import { listGrants } from './list'
import { VIEW_ONLY_VIEWERS, viewOnlyIsForViewers, type ChangeGrant, type GrantsAfter, type Terms } from './schema'
import { assertMayChange, assertMayGive, lockGrant, narrows, termsForAudit, type Standing } from './terms'

/** Of an issued URL that a narrowing killed, or of one that a job has to. */
export type Narrowed = Pick<GrantsAfter, 'urlsKilled' | 'urlsPending'>

/** Sets other terms for a grant. @throws as giveGrant; NOT_FOUND once it was taken away or has run out */
export async function changeGrant(
  principal: Principal,
  { documentId, grantId, ...terms }: ChangeGrant,
): Promise<GrantsAfter> {
  const urls = await change(principal, { documentId, grantId }, () => terms)
  return { ...(await listGrants(principal, documentId)), ...urls }
}

/** Some of a grant's terms; what is undefined stays. */
export type TermsPatch = { [Term in keyof Terms]?: Terms[Term] | undefined }

/** Sets some terms of a grant, which is known by its id alone; `guard` is asked while it is locked. @throws as changeGrant */
export async function patchGrant(
  principal: Principal,
  grantId: string,
  patch: TermsPatch,
  guard?: Guard,
): Promise<void> {
  const found = await db().capability.findFirst({
    where: { id: grantId, kind: { in: ['USER', 'GROUP'] } },
    select: { documentId: true },
  })
  if (!found) throw new AppError('NOT_FOUND')
  const { documentId } = found
  const termsAfter = (before: Standing) => {
    const { role = before.role, viewOnly = before.viewOnly, expiresAt = before.expiresAt } = patch
    if (!viewOnlyIsForViewers({ role, viewOnly })) throw new AppError('BAD_INPUT', VIEW_ONLY_VIEWERS)
    return { role, viewOnly, expiresAt }
  }
  await change(principal, { documentId, grantId }, termsAfter, guard)
}

type GrantOf = { documentId: string; grantId: string }

async function change(
  principal: Principal,
  { documentId, grantId }: GrantOf,
  termsAfter: (before: Standing) => Terms,
  guard?: Guard,
): Promise<Narrowed> {
  const narrowed = await db().$transaction(async (tx) => {
    await holdAgent(tx, principal)
    await lockDocument(tx, documentId)
    const sharer = await sharerOf(tx, principal, documentId)
    const standing = await lockGrant(tx, documentId, grantId)
    if (!standing) throw new AppError('NOT_FOUND', 'This was taken away in the meantime.')
    assertMayChange(sharer, principal.userId, standing)
    await guard?.(tx)
    const terms = termsAfter(standing)
    assertMayGive(sharer, terms)
    return setTerms(tx, principal, documentId, standing, terms)
  })
  return narrowed ? urlsAfter(documentId) : { urlsKilled: 0, urlsPending: 0 }
}

/** @returns whether it took something away */
export async function setTerms(
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

export async function urlsAfter(documentId: string): Promise<Narrowed> {
  const { urlsKilled, urlsPending, urlsEnding } = await enforce({ documentIds: [documentId] })
  return { urlsKilled, urlsPending: urlsPending + urlsEnding }
}
