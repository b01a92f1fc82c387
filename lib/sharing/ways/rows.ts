import 'server-only'
import { db } from '../../db'
import type { Prisma } from '../../generated/prisma/client'
import { agentsById, type AgentFacts } from './agents'
import type { WayRow, WayState, WayTo } from './schema'

const RECIPIENTS_SHOWN = 3

const select = {
  id: true,
  kind: true,
  role: true,
  viewOnly: true,
  createdAt: true,
  endsAt: true,
  email: true,
  capabilityId: true,
  agentTokenId: true,
  state: true,
  document: { select: { id: true, name: true } },
  user: { select: { name: true, email: true } },
  group: { select: { name: true, _count: { select: { members: true } } } },
  giver: { select: { id: true, name: true } },
} satisfies Prisma.WayInSelect

type Found = Prisma.WayInGetPayload<{ select: typeof select }>

/** The rows of these ways in, in this order; who asks has been asked. What ended meanwhile is left out. */
export async function wayRows(ids: readonly string[]): Promise<WayRow[]> {
  if (ids.length === 0) return []
  const found = await db().wayIn.findMany({ where: { id: { in: [...ids] }, kind: { not: 'OWNER' } }, select })
  const capabilityIds = [...new Set(found.flatMap(({ capabilityId }) => capabilityId ?? []))]
  const [links, uses, agents] = await Promise.all([
    linksOf(capabilityIds),
    usesOf(capabilityIds),
    agentsById(found.flatMap(({ agentTokenId }) => agentTokenId ?? [])),
  ])
  const byId = new Map(found.map((way) => [way.id, way]))
  return ids.flatMap((id) => {
    const way = byId.get(id)
    if (!way) return []
    const use = way.kind === 'URL' ? { usedAt: way.createdAt, living: 1 } : (uses.get(way.id) ?? agents.get(way.id))
    return {
      id,
      to: toOf(way, links, agents),
      document: way.document,
      giver: way.giver,
      role: way.role === 'EDITOR' ? ('EDITOR' as const) : ('VIEWER' as const),
      viewOnly: way.viewOnly,
      createdAt: way.createdAt.toISOString(),
      lastUsedAt: use?.usedAt?.toISOString() ?? null,
      endsAt: way.endsAt?.toISOString() ?? null,
      state: way.state as WayState,
      livingUrls: use?.living ?? 0,
    }
  })
}

type Links = Awaited<ReturnType<typeof linksOf>>

function toOf(way: Found, links: Links, agents: ReadonlyMap<string, AgentFacts>): WayTo {
  const { kind, user, group, email, capabilityId, agentTokenId } = way
  const agent = agents.get(agentTokenId ?? '')
  const link = links.get(capabilityId ?? '')
  if (kind === 'USER' && user) return { kind, ...user }
  if (kind === 'GROUP' && group) return { kind, name: group.name, people: group._count.members }
  if (kind === 'LINK' && link) return { kind, ...link }
  if (kind === 'AGENT' && user && agent) {
    return { kind, agent: agent.name, ...user, scopes: agent.scopes, documents: agent.documents }
  }
  const holder = { name: user?.name ?? null, email: email ?? user?.email ?? null, agent: agent?.name ?? null }
  const under = [capabilityId, agentTokenId].filter((id) => id !== null)
  return { kind: 'URL', ...holder, label: link?.label ?? '', under }
}

async function linksOf(capabilityIds: string[]) {
  const found = await db().link.findMany({
    where: { capabilityId: { in: capabilityIds } },
    select: {
      capabilityId: true,
      label: true,
      passwordHash: true,
      recipients: { select: { address: true }, orderBy: { address: 'asc' }, take: RECIPIENTS_SHOWN },
      _count: { select: { recipients: true } },
    },
  })
  return new Map(
    found.map(({ capabilityId, label, passwordHash, recipients, _count }) => [
      capabilityId,
      {
        label,
        recipients: recipients.map(({ address }) => address),
        recipientCount: _count.recipients,
        password: passwordHash !== null,
      },
    ]),
  )
}

/** The newest and the living URLs of each. By index alone: one link may have a million rows in the ledger. */
async function usesOf(capabilityIds: string[]) {
  const rows = await db().$queryRaw<{ id: string; usedAt: Date | null; living: number }[]>`
    SELECT c.id, used.at AS "usedAt", living.count AS living
    FROM "Capability" c
    LEFT JOIN LATERAL (SELECT i."issuedAt" AS at FROM "IssuedUrl" i WHERE i."capabilityId" = c.id AND i.delivery <> 'MAILED'
                       ORDER BY i."issuedAt" DESC LIMIT 1) used ON true
    CROSS JOIN LATERAL (SELECT count(*)::integer AS count FROM "IssuedUrl" i
                        WHERE i."documentId" = c."documentId" AND i."expiresAt" > clock_timestamp()
                          AND i."capabilityId" = c.id AND i."killedAt" IS NULL) living
    WHERE c.id = ANY(${capabilityIds}::uuid[])`
  return new Map(rows.map((row) => [row.id, row]))
}
