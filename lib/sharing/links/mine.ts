import 'server-only'
import type { Principal } from '../../auth/principal'
import type { Db } from '../../db'
import { documentsWhere, lockDocument } from '../../documents/access'
import { AppError } from '../../errors'
import type { Prisma } from '../../generated/prisma/client'

const select = {
  documentId: true,
  viewOnly: true,
  expiresAt: true,
  document: { select: { status: true, opensInline: true } },
  link: {
    select: {
      label: true,
      passwordHash: true,
      maxDownloads: true,
      startsAt: true,
      disabledAt: true,
      notifyOnOpen: true,
      recipients: { select: { address: true } },
      mailed: { select: { recipientId: true } },
    },
  },
} satisfies Prisma.CapabilitySelect

type Found = Prisma.CapabilityGetPayload<{ select: typeof select }>
export type MyLink = Omit<Found, 'link'> & { link: NonNullable<Found['link']> }

/** Which links a person may change: all of a document that is theirs; those that they gave, while they may share it. */
export function changeable(principal: Principal): Prisma.CapabilityWhereInput {
  return {
    kind: 'LINK',
    revokedAt: null,
    OR: [
      { document: documentsWhere(principal, 'administer') },
      { giverId: principal.userId, document: documentsWhere(principal, 'share') },
    ],
  }
}

/**
 * A link that the principal may change, its document and itself locked until the transaction ends: a download that is
 * being authorised is over by then, and a later one sees the change. @throws NOT_FOUND
 */
export async function lockMyLink(tx: Db, principal: Principal, linkId: string): Promise<MyLink> {
  const where = await tx.capability.findUnique({ where: { id: linkId }, select: { documentId: true } })
  if (!where) throw noLink()
  await lockDocument(tx, where.documentId)
  await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE id = ${linkId}::uuid FOR UPDATE`
  const found = await tx.capability.findFirst({ where: { AND: [{ id: linkId }, changeable(principal)] }, select })
  if (!found?.link) throw noLink()
  return { ...found, link: found.link }
}

/**
 * The same for a change of address, end or terms. What went out by mail says all three, and who sent it sees them under Sent.
 * @throws NOT_FOUND, CONFLICT for a link that was mailed
 */
export async function lockMyPlainLink(tx: Db, principal: Principal, linkId: string): Promise<MyLink> {
  const found = await lockMyLink(tx, principal, linkId)
  if (found.link.mailed) {
    throw new AppError('CONFLICT', 'This link went out by mail. Send it again, extend or revoke it under Sent.')
  }
  return found
}

export function noLink(): AppError {
  return new AppError('NOT_FOUND', 'There is no such link, or it is not yours to change.')
}
