import 'server-only'
import { record } from '../../audit/record'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { enforce } from '../../documents/enforce'
import { notifyDocuments } from '../../live/notify'
import { assertMayShareOutside } from '../agent'
import { lockMyPlainLink } from './mine'
import { assertAllowed, readRules } from './rules'

/**
 * Gives a link another end, counted from now; also when it has ended already.
 * @throws NOT_FOUND, CONFLICT for a link that was mailed, BAD_INPUT, OUTSIDE_OFF
 */
export async function extendLink(principal: Principal, linkId: string, expiresAt: Date | null): Promise<void> {
  const documentId = await db().$transaction(async (tx) => {
    await assertMayShareOutside(tx, principal)
    const rules = await readRules(tx)
    const { documentId, link, expiresAt: before } = await lockMyPlainLink(tx, principal, linkId)
    const startsAt = new Date()
    const recipients = link.recipients.map(({ address }) => address)
    assertAllowed(rules, { ...link, recipients, hasPassword: link.passwordHash !== null, expiresAt, startsAt })
    await tx.capability.update({ where: { id: linkId }, data: { expiresAt }, select: { id: true } })
    await tx.link.update({ where: { capabilityId: linkId }, data: { startsAt }, select: { capabilityId: true } })
    const [now, old] = [expiresAt?.toISOString() ?? null, before?.toISOString() ?? 'none']
    const details = { expiresAt: now, 'expiresAt.before': old }
    await record(tx, { action: 'link.extended', actor: principal, documentId, subjectId: linkId, details })
    await notifyDocuments(tx, [documentId])
    return documentId
  })
  // A nearer end than before takes something away.
  await enforce({ documentIds: [documentId] })
}
