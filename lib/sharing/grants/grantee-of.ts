import 'server-only'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { AppError } from '../../errors'
import { sharerOf } from '../sharer'
import type { GranteeRef } from './schema'

/** Somebody as a program names them. */
export type GranteeName = { email: string } | { userId: string } | { groupId: string }

/**
 * Whom a grant would be for. An address is looked up for nobody who could not share the document.
 * @throws NOT_FOUND without the right to share, or when no member has the address
 */
export async function granteeOf(principal: Principal, documentId: string, name: GranteeName): Promise<GranteeRef> {
  if ('userId' in name) return { kind: 'USER', id: name.userId }
  if ('groupId' in name) return { kind: 'GROUP', id: name.groupId }
  await sharerOf(db(), principal, documentId)
  const member = await db().user.findFirst({
    where: { email: name.email, disabledAt: null, erasedAt: null },
    select: { id: true },
  })
  if (member) return { kind: 'USER', id: member.id }
  throw new AppError('NOT_FOUND', 'No member has this address. Whoever is outside needs a link or a message.')
}
