import 'server-only'
import { randomUUID } from 'node:crypto'
import { record } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import { db, type Db } from '../db'
import { documentsWhere, lockDocument } from '../documents/access'
import { enforce } from '../documents/enforce'
import { handOver } from '../documents/hand-over'
import { AppError } from '../errors'
import { notifyDocuments, notifyRights } from '../live/notify'
import { transferredMessage } from '../mail/templates/handed-over'
import { queueMail } from '../mail/queue'
import { mailIsOn } from '../mail/settings'
import { administer, stateOf } from '../members/administer'
import { organisationName } from '../organisation/name'
import type { Transfer, Transferred } from './transfer-schema'

type Owned = { fileName: string; owner: { id: string; name: string; email: string } }

/**
 * Gives a document to another active member. Its owner may, and an administrator for anybody, but never to themselves:
 * who manages members must not be able to read by it. What was given goes on (lib/documents/hand-over.ts).
 * @throws NOT_FOUND when it is not the principal's to transfer, NOT_ALLOWED for an administrator who would get it,
 * CONFLICT when the new owner has it already or is not active, QUOTA_EXCEEDED when it does not fit into their storage
 */
export async function transferDocument(principal: UserPrincipal, transfer: Transfer): Promise<Transferred> {
  const owns = await db().document.count({
    where: { AND: [{ id: transfer.documentId }, documentsWhere(principal, 'transfer')] },
  })
  const asOwner = owns > 0 || principal.role !== 'ADMIN'
  const run = (tx: Db) => change(tx, principal, transfer, asOwner)
  const { newOwner, tell } = await (asOwner ? db().$transaction(run) : administer(principal, run))
  const { urlsKilled } = await enforce({ documentIds: [transfer.documentId] })
  return { newOwner, urlsKilled, tell }
}

async function change(tx: Db, principal: UserPrincipal, { documentId, toId, keepEditor }: Transfer, asOwner: boolean) {
  const newOwner = await holdHeir(tx, toId)
  await lockDocument(tx, documentId)
  const found = await owned(tx, principal, documentId, asOwner)
  const ownerId = found.owner.id
  if (toId === ownerId) throw new AppError('CONFLICT', 'This person owns the document already.')
  if (!asOwner && toId === principal.userId)
    throw new AppError('NOT_ALLOWED', 'Administrators cannot transfer a document to themselves.')
  await handOver(tx, principal, { documentIds: [documentId], fromId: ownerId, toId })
  if (keepEditor) await keep(tx, principal, documentId, { userId: ownerId, giverId: toId })
  const details = { from: ownerId, to: toId, keepEditor, byAdministrator: !asOwner }
  await record(tx, { action: 'document.transferred', actor: principal, documentId, subjectId: toId, details })
  await notifyDocuments(tx, [documentId])
  await notifyRights(tx, [ownerId])
  const tell = asOwner ? null : await tellOwner(tx, found, { newOwner, keepEditor, administrator: principal.name })
  return { newOwner, tell }
}

type News = { newOwner: string; keepEditor: boolean; administrator: string }

/** @returns whom the administrator has to tell, because no mail does */
async function tellOwner(tx: Db, { fileName, owner }: Owned, news: News): Promise<string | null> {
  if (!mailIsOn()) return owner.name
  const { newOwner, administrator, keepEditor: keepsEditing } = news
  const organisation = await organisationName(tx)
  const body = await transferredMessage({ organisation, fileName, newOwner, administrator, keepsEditing })
  await queueMail(tx, { id: randomUUID(), to: owner.email, ...body })
  return null
}

/** Waits for whoever is disabling or removing them, and keeps them until the commit. */
async function holdHeir(tx: Db, userId: string): Promise<string> {
  const [heir] = await tx.$queryRaw<
    { name: string; disabledAt: Date | null; passwordHash: string | null; oidcSubject: string | null }[]
  >`SELECT name, "disabledAt", "passwordHash", "oidcSubject" FROM "User" WHERE id = ${userId}::uuid FOR SHARE`
  if (!heir || stateOf(heir) !== 'active')
    throw new AppError('CONFLICT', 'Choose an active member: somebody who has joined and is not disabled.')
  return heir.name
}

async function owned(tx: Db, principal: UserPrincipal, documentId: string, asOwner: boolean): Promise<Owned> {
  const where = asOwner
    ? { AND: [{ id: documentId }, documentsWhere(principal, 'transfer')] }
    : { id: documentId, deletedAt: null }
  const document = await tx.document.findFirst({
    where,
    select: { name: true, owner: { select: { id: true, name: true, email: true } } },
  })
  if (!document) throw new AppError('NOT_FOUND')
  return { fileName: document.name, owner: document.owner }
}

/** The owner had no grant in their own document, unless from a time before it was theirs: that one was ended then. */
async function keep(tx: Db, actor: UserPrincipal, documentId: string, who: { userId: string; giverId: string }) {
  const made = await tx.capability.create({
    data: { ...who, kind: 'USER', documentId, role: 'EDITOR' },
    select: { id: true },
  })
  const details = { kind: 'USER', to: who.userId, role: 'EDITOR', viewOnly: false, expiresAt: null }
  await record(tx, { action: 'grant.given', actor, documentId, subjectId: made.id, details })
}
