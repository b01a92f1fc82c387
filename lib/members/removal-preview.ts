import 'server-only'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import type { RemovalPreview } from './remove-schema'

/** What removing a person would do, for the question that comes before. For administrators only. Throws NOT_ALLOWED. */
export async function removalPreview(principal: UserPrincipal, userId: string): Promise<RemovalPreview> {
  if (principal.role !== 'ADMIN') throw new AppError('NOT_ALLOWED')
  const [owned, grants, links, groups] = await Promise.all([
    db().document.aggregate({
      where: { ownerId: userId, deletedAt: null },
      _count: { id: true },
      _sum: { chargedBytes: true },
    }),
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
  ])
  return { documents: owned._count.id, bytes: Number(owned._sum.chargedBytes ?? 0n), grants, links, groups }
}
