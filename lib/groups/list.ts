import 'server-only'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import type { GroupRow } from './schema'

/** All groups by name, for administrators only. Throws NOT_ALLOWED. */
export async function listGroups(principal: UserPrincipal): Promise<GroupRow[]> {
  if (principal.role !== 'ADMIN') throw new AppError('NOT_ALLOWED')
  const [groups, given] = await Promise.all([
    db().group.findMany({
      select: {
        id: true,
        name: true,
        members: { select: { user: { select: { id: true, name: true, email: true, disabledAt: true } } } },
      },
    }),
    db().wayIn.groupBy({ by: ['groupId'], where: { kind: 'GROUP' }, _count: { id: true } }),
  ])
  const documents = new Map(given.map(({ groupId, _count }) => [groupId, _count.id]))
  return groups
    .map(({ id, name, members }) => ({
      id,
      name,
      people: members.map(({ user: { disabledAt, ...person } }) => ({ ...person, disabled: disabledAt !== null })),
      documents: documents.get(id) ?? 0,
    }))
    .map((group) => ({ ...group, people: group.people.toSorted(byName) }))
    .toSorted(byName)
}

function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)
}
