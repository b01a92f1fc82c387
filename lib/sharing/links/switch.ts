import 'server-only'
import { record } from '../../audit/record'
import { holdAgent } from '../../auth/hold-agent'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { enforce } from '../../documents/enforce'
import { notifyDocuments } from '../../live/notify'
import { assertMayShareOutside } from '../agent'
import { lockMyLink } from './mine'

/**
 * Makes a link open nothing until it is enabled again, or enables it. Said twice, it changes nothing.
 * @throws NOT_FOUND, OUTSIDE_OFF for an agent that would enable it
 */
export async function switchLink(principal: Principal, linkId: string, disabled: boolean): Promise<void> {
  const documentId = await db().$transaction(async (tx) => {
    await (disabled ? holdAgent(tx, principal) : assertMayShareOutside(tx, principal))
    const { documentId, link } = await lockMyLink(tx, principal, linkId)
    if ((link.disabledAt !== null) === disabled) return documentId
    const disabledAt = disabled ? new Date() : null
    await tx.link.update({ where: { capabilityId: linkId }, data: { disabledAt }, select: { capabilityId: true } })
    const action = disabled ? 'link.disabled' : 'link.enabled'
    await record(tx, { action, actor: principal, documentId, subjectId: linkId })
    await notifyDocuments(tx, [documentId])
    return documentId
  })
  await enforce({ documentIds: [documentId] })
}
