import 'server-only'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { stateOf } from './administer'
import type { MemberRow } from './schema'

/** All members by name, for administrators only. Throws NOT_ALLOWED. */
export async function listMembers(principal: UserPrincipal): Promise<MemberRow[]> {
  if (principal.role !== 'ADMIN') throw new AppError('NOT_ALLOWED')
  const [users, seen] = await Promise.all([
    db().user.findMany({
      where: { erasedAt: null },
      select: {
        id: true,
        email: true,
        name: true,
        role: true,
        createdAt: true,
        disabledAt: true,
        passwordHash: true,
        oidcSubject: true,
      },
      orderBy: [{ name: 'asc' }, { email: 'asc' }],
    }),
    db().session.groupBy({ by: ['userId'], _max: { lastSeenAt: true } }),
  ])
  const lastSeen = new Map(seen.map((row) => [row.userId, row._max.lastSeenAt]))
  return users.map(({ id, email, name, role, createdAt, ...rest }) => {
    return { id, email, name, role, createdAt, state: stateOf(rest), lastSeenAt: lastSeen.get(id) ?? null }
  })
}
