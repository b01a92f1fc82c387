import 'server-only'
import type { Principal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { AppError } from '../../errors'
import type { Prisma } from '../../generated/prisma/client'
import { peopleIn } from '../../groups/people'
import { sharerOf, type Sharer } from '../sharer'
import type { GrantRow, Grants } from './schema'

/** Whom a document was given to, people and groups, as it stands now. @throws NOT_FOUND unless the principal may share it */
export async function listGrants(principal: Principal, documentId: string): Promise<Grants> {
  const sharer = await sharerOf(db(), principal, documentId)
  const { documentName, isOwner } = sharer
  return { documentName, mayGiveEditor: isOwner, rows: await rowsOf(principal, sharer, {}) }
}

export type GrantDetails = { documentId: string; row: GrantRow }

/** One of them, by its id alone. @throws NOT_FOUND unless it stands and the principal may share its document */
export async function readGrant(principal: Principal, grantId: string, tx: Db = db()): Promise<GrantDetails> {
  const found = await tx.capability.findFirst({
    where: { id: grantId, kind: { in: ['USER', 'GROUP'] } },
    select: { documentId: true },
  })
  if (!found) throw new AppError('NOT_FOUND')
  const { documentId } = found
  const [row] = await rowsOf(principal, await sharerOf(tx, principal, documentId), { id: grantId }, tx)
  if (!row) throw new AppError('NOT_FOUND', 'This was taken away in the meantime.')
  return { documentId, row }
}

async function rowsOf(
  { userId }: Principal,
  { documentId, isOwner }: Sharer,
  where: Prisma.WayInWhereInput,
  tx: Db = db(),
): Promise<GrantRow[]> {
  const ways = await tx.wayIn.findMany({
    where: { ...where, documentId, kind: { in: ['USER', 'GROUP'] } },
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
  return ways.flatMap(({ user, group, giver, role, ...way }) => {
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
      mayChange: isOwner || giver.id === userId,
    }
  })
}
