import 'server-only'
import { record } from '../../audit/record'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { enforce } from '../../documents/enforce'
import { notifyDocuments } from '../../live/notify'
import { assertMayShareOutside } from '../agent'
import { lockMyPlainLink } from './mine'
import type { NewLink } from './schema'
import { linkTokenHash, linkUrl, newLinkToken } from './token'

/**
 * Gives a link another address; the old one opens nothing any more, and URLs that came through it are killed. All else
 * stays: gate, end and count. @throws NOT_FOUND, CONFLICT for a link that was mailed, OUTSIDE_OFF
 */
export async function regenerateLink(principal: Principal, linkId: string): Promise<NewLink> {
  const token = newLinkToken()
  const documentId = await db().$transaction(async (tx) => {
    await assertMayShareOutside(tx, principal)
    const { documentId } = await lockMyPlainLink(tx, principal, linkId)
    await tx.link.update({
      where: { capabilityId: linkId },
      data: { tokenHash: linkTokenHash(token), startsAt: new Date(), version: { increment: 1 } },
      select: { capabilityId: true },
    })
    await record(tx, { action: 'link.regenerated', actor: principal, documentId, subjectId: linkId })
    await notifyDocuments(tx, [documentId])
    return documentId
  })
  await enforce({ documentIds: [documentId] })
  return { linkId, url: linkUrl(token) }
}
