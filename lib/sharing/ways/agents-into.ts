import 'server-only'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import type { Way } from './who-can-open-schema'

/**
 * The agent tokens that read a document now, by the view that mint asks. A token comes once, however many rights its
 * person has: with the widest of them.
 */
export async function agentsInto(principal: Principal, documentId: string): Promise<Way[]> {
  const rights = await db().agentAccess.findMany({
    where: { documentId, scopes: { has: 'documents:read' } },
    orderBy: [{ agentTokenId: 'asc' }, { viewOnly: 'asc' }, { endsAt: 'desc' }],
    distinct: ['agentTokenId'],
    select: {
      agentTokenId: true,
      viewOnly: true,
      endsAt: true,
      agentToken: { select: { name: true, createdAt: true, user: { select: { id: true, name: true, email: true } } } },
    },
  })
  return rights.map(({ agentTokenId: id, viewOnly, endsAt, agentToken: { name, createdAt, user } }) => ({
    kind: 'AGENT',
    id,
    person: user,
    group: null,
    link: null,
    agent: { name },
    email: null,
    giver: null,
    role: 'VIEWER',
    viewOnly,
    createdAt: createdAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    state: 'LIVING',
    mayRevoke: principal.kind === 'user' && (principal.role === 'ADMIN' || user.id === principal.userId),
  }))
}
