import 'server-only'
import { db } from '../../db'

/** What a list of ways in says about an agent token. */
export type AgentFacts = {
  name: string
  scopes: string[]
  /** To how many documents it is bound. Null: whatever its person may reach. */
  documents: number | null
  usedAt: Date | null
  /** URLs that it was handed and that still live. */
  living: number
}

/** The tokens of these ids; who asks has been asked. */
export async function agentsById(ids: readonly string[]): Promise<ReadonlyMap<string, AgentFacts>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const [tokens, living] = await Promise.all([
    db().agentToken.findMany({
      where: { id: { in: wanted } },
      select: {
        id: true,
        name: true,
        scopes: true,
        bound: true,
        lastUsedAt: true,
        _count: { select: { documents: { where: { document: { deletedAt: null } } } } },
      },
    }),
    db().issuedUrl.groupBy({
      by: ['agentTokenId'],
      where: { agentTokenId: { in: wanted }, expiresAt: { gt: new Date() }, killedAt: null },
      _count: { id: true },
    }),
  ])
  const counts = new Map(living.map(({ agentTokenId, _count }) => [agentTokenId, _count.id]))
  return new Map(
    tokens.map(({ id, name, scopes, bound, lastUsedAt, _count }) => {
      const documents = bound ? _count.documents : null
      return [id, { name, scopes, documents, usedAt: lastUsedAt, living: counts.get(id) ?? 0 }]
    }),
  )
}
