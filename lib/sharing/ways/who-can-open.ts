import 'server-only'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import type { Prisma } from '../../generated/prisma/client'
import { peopleIn } from '../../groups/people'
import { overseerOf } from '../sharer'
import { agentsInto } from './agents-into'
import type { Way, WayKind, WaysIn, WayState } from './who-can-open-schema'

const WAY = {
  id: true,
  kind: true,
  role: true,
  viewOnly: true,
  createdAt: true,
  endsAt: true,
  email: true,
  capabilityId: true,
  state: true,
  agentToken: { select: { name: true } },
  user: { select: { id: true, name: true, email: true } },
  group: { select: { id: true, name: true } },
  giver: { select: { id: true, name: true } },
} satisfies Prisma.WayInSelect

type Row = Prisma.WayInGetPayload<{ select: typeof WAY }>
type LinkFacts = NonNullable<Way['link']> & { usedUp: boolean }

const ORDER: readonly WayKind[] = ['OWNER', 'USER', 'GROUP', 'LINK', 'AGENT', 'URL']

/**
 * Every way into a document that stands now, for who may share it, and for administrators, who see the ways and not what
 * they lead to. Which rows there are is the word of the views alone, which are the same rule as mint's: the rest is names.
 * @throws NOT_FOUND
 */
export async function whoCanOpen(principal: Principal, documentId: string): Promise<WaysIn> {
  const { documentName, isOwner } = await overseerOf(db(), principal, documentId)
  const [rows, asOf] = [await db().wayIn.findMany({ where: { documentId }, select: WAY }), new Date().toISOString()]
  const [people, links, agents] = await Promise.all([
    peopleIn(rows.flatMap(({ group }) => (group ? [group.id] : []))),
    linksById(rows.flatMap(({ capabilityId }) => (capabilityId ? [capabilityId] : []))),
    agentsInto(principal, documentId),
  ])
  const revokesAll = isOwner || principal.role === 'ADMIN'
  const ways = rows.map((row): Way => {
    const { user, group, giver, capabilityId, agentToken, ...rest } = row
    const found = links.get(capabilityId ?? '') ?? null
    const link = found && { label: found.label, password: found.password, recipients: found.recipients }
    const inIt = group && { ...group, people: people.get(group.id) ?? 0 }
    return {
      ...rest,
      kind: row.kind as WayKind,
      person: user,
      group: inIt,
      link,
      agent: agentToken,
      giver,
      createdAt: row.createdAt.toISOString(),
      endsAt: row.endsAt?.toISOString() ?? null,
      state: stateOf(row, inIt, found),
      mayRevoke: row.kind !== 'OWNER' && (revokesAll || giver?.id === principal.userId),
    }
  })
  return { documentName, asOf, ways: [...ways, ...agents].toSorted(inOrder) }
}

async function linksById(ids: readonly string[]): Promise<ReadonlyMap<string, LinkFacts>> {
  const links = await db().link.findMany({
    where: { capabilityId: { in: [...new Set(ids)] } },
    select: {
      capabilityId: true,
      label: true,
      passwordHash: true,
      downloads: true,
      maxDownloads: true,
      recipients: { select: { address: true }, orderBy: { address: 'asc' } },
    },
  })
  return new Map(
    links.map(({ capabilityId, label, passwordHash, downloads, maxDownloads, recipients }) => {
      const usedUp = maxDownloads !== null && downloads >= maxDownloads
      const addresses = recipients.map(({ address }) => address)
      return [capabilityId, { label, password: passwordHash !== null, recipients: addresses, usedUp }]
    }),
  )
}

/** The view's state, and the two reasons for opening nothing that are no state: they end without anybody's act. */
function stateOf({ kind, state }: Row, group: Way['group'], link: LinkFacts | null): WayState {
  if (state !== 'LIVING') return state as WayState
  if (kind === 'GROUP' && group?.people === 0) return 'NOBODY_IN_IT'
  return kind === 'LINK' && link?.usedUp ? 'USED_UP' : 'LIVING'
}

function inOrder(a: Way, b: Way): number {
  const byKind = ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)
  if (byKind !== 0) return byKind
  return a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1
}
