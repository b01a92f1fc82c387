import 'server-only'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { KEPT, TRASHED } from '../documents/access'
import { AppError } from '../errors'
import type { RemovalPreview } from './remove-schema'

/** What removing a person would do, for the question that comes before. For administrators only. Throws NOT_ALLOWED. */
export async function removalPreview(principal: UserPrincipal, userId: string): Promise<RemovalPreview> {
  if (principal.role !== 'ADMIN') throw new AppError('NOT_ALLOWED')
  const [owned, trashed, grants, links, groups, tokens] = await Promise.all([
    db().document.aggregate({
      where: { ownerId: userId, ...KEPT },
      _count: { id: true },
      _sum: { chargedBytes: true },
    }),
    db().document.count({ where: { ownerId: userId, ...TRASHED } }),
    db().capability.count({ where: { kind: 'USER', userId, revokedAt: null } }),
    db().capability.count({
      where: {
        kind: 'LINK',
        giverId: userId,
        revokedAt: null,
        document: { ownerId: { not: userId }, deletedAt: null },
      },
    }),
    db().groupMember.count({ where: { userId } }),
    db().agentToken.count({ where: { userId, revokedAt: null, expiresAt: { gt: new Date() } } }),
  ])
  const bytes = Number(owned._sum.chargedBytes ?? 0n)
  return { documents: owned._count.id, trashed, bytes, grants, links, groups, tokens }
}
