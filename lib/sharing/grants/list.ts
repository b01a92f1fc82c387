import 'server-only'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { peopleIn } from '../../groups/people'
import type { Grants } from './schema'
import { sharerOf } from '../sharer'

/** Whom a document was given to, people and groups, as it stands now. @throws NOT_FOUND unless the principal may share it */
export async function listGrants(principal: Principal, documentId: string): Promise<Grants> {
  const { documentName, isOwner } = await sharerOf(db(), principal, documentId)
  const ways = await db().wayIn.findMany({
    where: { documentId, kind: { in: ['USER', 'GROUP'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      role: true,
      viewOnly: true,
      createdAt: true,
      endsAt: true,
      state: true,
      giver: { select: { id: true, name: true } },
      user: { select: { id: true, name: true, email: true } },
      group: { select: { id: true, name: true } },
    },
  })
  const people = await peopleIn(ways.flatMap(({ group }) => (group ? [group.id] : [])))
  const rows = ways.flatMap(({ user, group, giver, role, ...way }) => {
    const grantee = user
      ? { kind: 'USER' as const, ...user, people: null }
      : group && { kind: 'GROUP' as const, ...group, email: null, people: people.get(group.id) ?? 0 }
    if (!grantee || !giver || role === 'OWNER') return []
    return {
      id: way.id,
      grantee,
      role,
      viewOnly: way.viewOnly,
      createdAt: way.createdAt.toISOString(),
      expiresAt: way.endsAt?.toISOString() ?? null,
      giver,
      dormant: way.state !== 'LIVING',
      mayChange: isOwner || giver.id === principal.userId,
    }
  })
  return { documentName, mayGiveEditor: isOwner, rows }
}
