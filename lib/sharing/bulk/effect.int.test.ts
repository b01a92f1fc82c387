import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { mint, mintLink } from '../../documents/mint'
import { makeAgent } from '../../testing/agents'
import { makePerson } from '../../testing/people'
import { giveTo, makeLink } from '../../testing/sharing'
import { makeReady } from '../../testing/upload'
import { prepareRevocation } from './prepare'
import { startRevocation } from './start'
import type { WayRef } from '../schema'

// Drawn worlds: two documents of one owner, four people, two groups, whatever was given to them, links and agents of
// theirs, and a URL for everybody who gets one. Some of the ways in are ticked, and what the preview says must be what happens.

afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

const PEOPLE = [0, 1, 2, 3]
const terms = fc.constantFrom(
  { role: 'EDITOR' as const, viewOnly: false },
  { role: 'VIEWER' as const, viewOnly: false },
  { role: 'VIEWER' as const, viewOnly: true },
)
const ticked = fc.boolean()
const document = fc.record({
  people: fc.uniqueArray(fc.record({ to: fc.constantFrom(...PEOPLE), terms, ticked }), {
    maxLength: 4,
    selector: ({ to }) => to,
  }),
  groups: fc.uniqueArray(fc.record({ to: fc.constantFrom(0, 1), terms, ticked }), {
    maxLength: 2,
    selector: ({ to }) => to,
  }),
  links: fc.array(fc.record({ giver: fc.constantFrom(...PEOPLE), ticked }), { maxLength: 3 }),
  urls: fc.boolean(),
})
const world = fc.record({
  members: fc.tuple(fc.subarray(PEOPLE), fc.subarray(PEOPLE)),
  documents: fc.tuple(document, document),
  agents: fc.array(fc.record({ of: fc.constantFrom(...PEOPLE), bound: fc.boolean(), ticked }), { maxLength: 3 }),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

async function build({ members, documents, agents }: World) {
  const owner = await makePerson()
  const people = await Promise.all(PEOPLE.map(() => makePerson()))
  const groupIds = await Promise.all(
    members.map(async (of) => {
      const create = of.map((index) => ({ userId: people[index]!.userId }))
      return (await db().group.create({ data: { name: randomUUID(), members: { create } } })).id
    }),
  )
  const ways: WayRef[] = []
  const documentIds: string[] = []
  for (const drawn of documents) {
    // Bytes that open inline, so that view-only holds a URL too.
    const { documentId } = await makeReady(owner)
    documentIds.push(documentId)
    for (const { to, terms, ticked } of drawn.people) {
      const way = await giveTo(people[to]!, documentId, owner, terms)
      if (ticked) ways.push(way)
    }
    for (const { to, terms, ticked } of drawn.groups) {
      const data = { ...terms, kind: 'GROUP' as const, groupId: groupIds[to]!, documentId, giverId: owner.userId }
      const { id } = await db().capability.create({ data, select: { id: true } })
      if (ticked) ways.push({ kind: 'GROUP', id })
    }
    for (const { giver, ticked } of drawn.links) {
      const { way, visit } = await makeLink(documentId, people[giver]!)
      if (ticked) ways.push(way)
      await mintLink(visit, { disposition: 'attachment' }).catch(() => null)
    }
    for (const person of [owner, ...people]) await takeUrls(person, documentId)
    const url = drawn.urls ? await db().issuedUrl.findFirst({ where: { documentId } }) : null
    if (url) ways.push({ kind: 'URL', id: url.id })
  }
  for (const { of, bound, ticked } of agents) {
    const { principal } = await makeAgent(people[of]!, bound ? { documentIds: documentIds.slice(0, 1) } : {})
    if (ticked) ways.push({ kind: 'AGENT', id: principal.tokenId })
    for (const documentId of documentIds) await takeUrls(principal, documentId)
  }
  return { documentIds, ways }
}

async function takeUrls(person: Principal, documentId: string): Promise<void> {
  for (const disposition of ['attachment', 'inline'] as const) {
    await mint(person, documentId, { disposition }).catch(() => null)
  }
}

async function look(documentIds: string[]) {
  const where = { documentId: { in: documentIds } }
  const access = await db().documentAccess.findMany({ where })
  const links = await db().wayIn.findMany({ where: { ...where, kind: 'LINK', state: 'LIVING' }, select: { id: true } })
  return { access, links: links.map(({ id }) => id) }
}

test('in whatever world, the preview says what revoking does', { timeout: 180_000 }, async () => {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } })
  const admin = await makePerson('ADMIN')
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      const { documentIds, ways } = await build(drawn)
      if (ways.length === 0) return
      const before = await look(documentIds)
      const { id, effect } = await prepareRevocation(admin, { by: 'ways', ways })
      const { answer } = await startRevocation(admin, id)
      const after = await look(documentIds)

      const taken = new Set(ways.map((way) => way.id))
      const pair = (row: { documentId: string; userId: string }) => `${row.documentId} ${row.userId}`
      const left = new Set(after.access.map(pair))
      const touched = before.access.filter(({ capabilityId }) => taken.has(capabilityId ?? ''))
      const lost = touched.filter((row) => !left.has(pair(row)))
      const kept = touched.filter((row) => left.has(pair(row)))
      const silenced = before.links.filter((link) => !after.links.includes(link) && !taken.has(link))
      expect(effect).toMatchObject({
        grants: answer?.grants,
        links: answer?.links,
        tokens: answer?.tokens,
        urls: answer?.urls,
        urlsKilled: answer?.urlsKilled,
        people: new Set(lost.map(({ userId }) => userId)).size,
        documents: new Set(lost.map(({ documentId }) => documentId)).size,
        keep: new Set(kept.map(({ userId }) => userId)).size,
        linksStopping: silenced.length,
      })
    }),
    { numRuns: 25 },
  )
})
