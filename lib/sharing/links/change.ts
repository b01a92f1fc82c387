import 'server-only'
import { record } from '../../audit/record'
import { hashPassword } from '../../auth/passwords'
import type { Principal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { enforce } from '../../documents/enforce'
import { notifyDocuments } from '../../live/notify'
import { auditedBefore, auditedTerms } from './audited'
import { assertViewable } from './create'
import { lockMyPlainLink, type MyLink } from './mine'
import { assertAllowed, readRules } from './rules'
import type { ChangeLinkInput } from './schema'

/**
 * Changes what a link asks for and allows. What its visitors proved before counts no more when the password, the
 * recipients or view-only change, and URLs that they could not get now are killed.
 * @throws NOT_FOUND, CONFLICT for a link that was mailed, BAD_INPUT against the organisation's rules, MAIL_OFF
 */
export async function changeLink(principal: Principal, input: ChangeLinkInput): Promise<void> {
  const password = input.password ? await hashPassword(input.password) : input.password
  const documentId = await db().$transaction(async (tx) => {
    const rules = await readRules(tx)
    const before = await lockMyPlainLink(tx, principal, input.linkId)
    const passwordHash = password === undefined ? before.link.passwordHash : password
    assertAllowed(rules, { ...input, hasPassword: passwordHash !== null, startsAt: before.link.startsAt })
    assertViewable(before.document, input.viewOnly)
    await write(tx, before, input, passwordHash)
    const narrower = narrows(before, input, passwordHash)
    const { documentId } = before
    const details = { narrower, ...auditedChange(before, input, passwordHash) }
    await record(tx, { action: 'link.changed', actor: principal, documentId, subjectId: input.linkId, details })
    await notifyDocuments(tx, [documentId])
    return documentId
  })
  await enforce({ documentIds: [documentId] })
}

function auditedChange(before: MyLink, input: ChangeLinkInput, passwordHash: string | null) {
  const { link, viewOnly, expiresAt } = before
  const recipients = link.recipients.map(({ address }) => address)
  const { maxDownloads } = link
  const old = { viewOnly, expiresAt, recipients, maxDownloads, password: link.passwordHash !== null }
  const now = { ...input, password: passwordHash !== null }
  return { ...auditedTerms(now), ...auditedBefore(old, now) }
}

async function write(tx: Db, before: MyLink, input: ChangeLinkInput, passwordHash: string | null): Promise<void> {
  const { linkId, label, maxDownloads, notifyOnOpen, viewOnly, expiresAt, recipients } = input
  await tx.capability.update({ where: { id: linkId }, data: { viewOnly, expiresAt }, select: { id: true } })
  const narrower = narrows(before, input, passwordHash)
  await tx.link.update({
    where: { capabilityId: linkId },
    data: { label, maxDownloads, notifyOnOpen, passwordHash, version: { increment: narrower ? 1 : 0 } },
    select: { capabilityId: true },
  })
  await tx.linkRecipient.deleteMany({ where: { capabilityId: linkId } })
  await tx.linkRecipient.createMany({ data: recipients.map((address) => ({ capabilityId: linkId, address })) })
}

function narrows(before: MyLink, input: ChangeLinkInput, passwordHash: string | null): boolean {
  const others = before.link.recipients.map(({ address }) => address).toSorted()
  return (
    (passwordHash !== null && passwordHash !== before.link.passwordHash) ||
    (input.viewOnly && !before.viewOnly) ||
    others.join() !== input.recipients.join()
  )
}
