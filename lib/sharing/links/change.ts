import 'server-only'
import { record } from '../../audit/record'
import { hashPassword } from '../../auth/passwords'
import type { Principal } from '../../auth/principal'
import { db, type Db } from '../../db'
import type { Guard } from '../../documents/access'
import { enforce } from '../../documents/enforce'
import { AppError } from '../../errors'
import { notifyDocuments } from '../../live/notify'
import { mayShareOutside } from '../agent'
import { auditedBefore, auditedTerms } from './audited'
import { assertViewable } from './create'
import { lockMyPlainLink, type MyLink } from './mine'
import { assertAllowed, readRules } from './rules'
import type { ChangeLinkInput, LinkPatch } from './schema'
import { widens } from './widens'

type After = Omit<ChangeLinkInput, 'password'> & { passwordHash: string | null }

/**
 * Changes what a link asks for and allows. What its visitors proved before counts no more when the password, the
 * recipients or view-only change, and URLs that they could not get now are killed. `guard` is asked while it is locked.
 * @throws NOT_FOUND, CONFLICT for a link that was mailed, BAD_INPUT against the organisation's rules, MAIL_OFF,
 * OUTSIDE_OFF for an agent that would widen it
 */
export async function changeLink(
  principal: Principal,
  { linkId, ...patch }: { linkId: string } & LinkPatch,
  guard?: Guard,
): Promise<void> {
  const passwordHash = patch.password ? await hashPassword(patch.password) : patch.password
  const documentId = await db().$transaction(async (tx) => {
    const outside = await mayShareOutside(tx, principal)
    const rules = await readRules(tx)
    const before = await lockMyPlainLink(tx, principal, linkId)
    await guard?.(tx)
    const after = {
      linkId,
      ...patched(before, patch),
      passwordHash: passwordHash === undefined ? before.link.passwordHash : passwordHash,
    }
    if (!outside && widens(before, after)) throw new AppError('OUTSIDE_OFF')
    assertAllowed(rules, { ...after, hasPassword: after.passwordHash !== null, startsAt: before.link.startsAt })
    assertViewable(before.document, after.viewOnly)
    await write(tx, before, after)
    const { documentId } = before
    const details = { narrower: narrows(before, after), ...auditedChange(before, after) }
    await record(tx, { action: 'link.changed', actor: principal, documentId, subjectId: linkId, details })
    await notifyDocuments(tx, [documentId])
    return documentId
  })
  await enforce({ documentIds: [documentId] })
}

function patched({ link, ...before }: MyLink, patch: LinkPatch) {
  const { label = link.label, maxDownloads = link.maxDownloads, notifyOnOpen = link.notifyOnOpen } = patch
  const { viewOnly = before.viewOnly, expiresAt = before.expiresAt } = patch
  const { recipients = link.recipients.map(({ address }) => address).toSorted() } = patch
  return { label, maxDownloads, notifyOnOpen, viewOnly, expiresAt, recipients }
}

function auditedChange(before: MyLink, after: After) {
  const { link, viewOnly, expiresAt } = before
  const recipients = link.recipients.map(({ address }) => address)
  const { maxDownloads } = link
  const old = { viewOnly, expiresAt, recipients, maxDownloads, password: link.passwordHash !== null }
  const now = { ...after, password: after.passwordHash !== null }
  return { ...auditedTerms(now), ...auditedBefore(old, now) }
}

async function write(tx: Db, before: MyLink, after: After): Promise<void> {
  const { linkId, label, maxDownloads, notifyOnOpen, viewOnly, expiresAt, recipients, passwordHash } = after
  await tx.capability.update({ where: { id: linkId }, data: { viewOnly, expiresAt }, select: { id: true } })
  await tx.link.update({
    where: { capabilityId: linkId },
    data: { label, maxDownloads, notifyOnOpen, passwordHash, version: { increment: narrows(before, after) ? 1 : 0 } },
    select: { capabilityId: true },
  })
  await tx.linkRecipient.deleteMany({ where: { capabilityId: linkId } })
  await tx.linkRecipient.createMany({ data: recipients.map((address) => ({ capabilityId: linkId, address })) })
}

function narrows(before: MyLink, { passwordHash, viewOnly, recipients }: After): boolean {
  const others = before.link.recipients.map(({ address }) => address).toSorted()
  return (
    (passwordHash !== null && passwordHash !== before.link.passwordHash) ||
    (viewOnly && !before.viewOnly) ||
    others.join() !== recipients.join()
  )
}
