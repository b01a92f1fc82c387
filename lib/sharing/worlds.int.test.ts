import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { db } from '../db'
import { documentsWhere } from '../documents/access'
import { mint, mintLink } from '../documents/mint'
import { build, demolish, type Built } from '../testing/worlds/build'
import { expectedOfAgent, expectedOfLink, expectedOfPerson } from '../testing/worlds/rules'
import { policy, world, type Policy, type World } from '../testing/worlds/world'
import { agentsInto } from './ways/agents-into'

// What the list shows, what “who can open this” shows, what mint gives, and what the table of rights says, in worlds
// that nobody thought of. The numbers come from a seed, so that a failure comes back; it is part of its message.

const POLICIES = 8
const WORLDS_EACH = 250
const SEED = 20261124

const NO_POLICY = {
  linksAllowed: true,
  frozenAt: null,
  linkGate: 'NONE',
  longestLinkDays: null,
  allowedDomains: [],
  longestAgentDays: 365,
} as const
const rule = { where: { id: 1 } }
afterAll(() => db().sharingPolicy.update({ ...rule, data: { ...NO_POLICY, allowedDomains: [] } }))

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error: { code?: string }) => {
      if (error.code !== 'NOT_FOUND') throw error
      return false
    },
  )

async function livingWays(documentId: string) {
  const ways = await db().wayIn.findMany({
    where: { documentId, state: 'LIVING', kind: { not: 'URL' } },
    select: {
      id: true,
      kind: true,
      userId: true,
      group: { select: { members: { select: { user: { select: { id: true, disabledAt: true } } } } } },
    },
  })
  // Each once, or a list of them would show it twice.
  expect(new Set(ways.map(({ id }) => id)).size).toBe(ways.length)
  const people = ways.flatMap(({ userId, group }) => {
    const members = group?.members.filter(({ user }) => user.disabledAt === null).map(({ user }) => user.id) ?? []
    return userId ? [userId] : members
  })
  return { people: new Set(people), links: new Set(ways.filter(({ kind }) => kind === 'LINK').map(({ id }) => id)) }
}

/** Of each token: whether the lists have it, whether “who can open this” has it, and whether its agent gets a URL. */
async function agentsOf(world: World, policy: Policy, { documentId, people, agents }: Built) {
  const into = new Set((await agentsInto(people[0]!, documentId)).map(({ id }) => id))
  const standing = await db().wayIn.findMany({
    where: { kind: 'AGENT', id: { in: agents.map(({ tokenId }) => tokenId) } },
    select: { id: true, state: true },
  })
  return agents.map(async (agent, index) => {
    const { state, sees, opens, downloads, opensInline } = expectedOfAgent(world, policy, index)
    const disposition = (index + world.links.length) % 2 ? 'inline' : 'attachment'
    const where = { AND: [{ id: documentId }, documentsWhere(agent, 'see')] }
    return {
      expected: { state, listed: sees, way: opens, mints: disposition === 'inline' ? opensInline : downloads },
      found: {
        state: standing.find(({ id }) => id === agent.tokenId)?.state ?? null,
        listed: (await db().document.count({ where })) === 1,
        way: into.has(agent.tokenId),
        mints: await succeeds(mint(agent, documentId, { disposition })),
      },
    }
  })
}

async function agrees(world: World, policy: Policy, built: Built): Promise<void> {
  const ways = await livingWays(built.documentId)
  const people = built.people.map(async (principal, index) => {
    const { sees, downloads, opensInline } = expectedOfPerson(world, index)
    const disposition = (index + world.links.length) % 2 ? 'inline' : 'attachment'
    const where = { AND: [{ id: built.documentId }, documentsWhere(principal, 'see')] }
    return {
      expected: { listed: sees, way: sees, mints: disposition === 'inline' ? opensInline : downloads },
      found: {
        listed: (await db().document.count({ where })) === 1,
        way: ways.people.has(principal.userId),
        mints: await succeeds(mint(principal, built.documentId, { disposition })),
      },
    }
  })
  const links = built.visits.map(async (visit, index) => {
    const disposition = world.links[index]!.visit.inline ? 'inline' : 'attachment'
    const { living, mints } = expectedOfLink(world, policy, index)
    return {
      expected: { living, mints },
      found: { living: ways.links.has(built.linkIds[index]!), mints: await succeeds(mintLink(visit, { disposition })) },
    }
  })
  const all = await Promise.all([...people, ...links, ...(await agentsOf(world, policy, built))])
  const differing = all.filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found))
  if (differing.length > 0) expect.unreachable(JSON.stringify({ seed: SEED, differing, world, policy }))
}

test(
  `in ${POLICIES * WORLDS_EACH} random worlds list, ways in and mint agree for everybody and their agents`,
  { timeout: 300_000 },
  async () => {
    const policies = fc.sample(policy, { numRuns: POLICIES, seed: SEED })
    for (const [turn, drawn] of policies.entries()) {
      const { frozen, ...rest } = drawn
      await db().sharingPolicy.update({ ...rule, data: { ...rest, frozenAt: frozen ? new Date() : null } })
      const worlds = fc.sample(world, { numRuns: WORLDS_EACH, seed: SEED + turn })
      const built = await build(worlds)
      const queue = worlds.entries()
      const worker = async () => {
        for (const [index, one] of queue) await agrees(one, drawn, built[index]!)
      }
      await Promise.all(Array.from({ length: 8 }, worker))
      await demolish(built)
    }
  },
)
