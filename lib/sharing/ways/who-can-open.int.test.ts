import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserPrincipal } from '../../auth/principal'
import { db } from '../../db'
import { mint, mintLink, type LinkVisit } from '../../documents/mint'
import { makePerson } from '../../testing/people'
import { giveTo, makeLink } from '../../testing/sharing'
import { makeReady } from '../../testing/upload'
import { revoke } from '../revoke'
import type { WayRef } from '../schema'
import { whoCanOpen } from './who-can-open'
import type { Way } from './who-can-open-schema'

beforeAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } }))
afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null, frozenAt: null } }))

const mints = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )

async function makeGroup(...people: UserPrincipal[]) {
  return db().group.create({
    data: { name: randomUUID(), members: { create: people.map(({ userId }) => ({ userId })) } },
    select: { id: true, name: true },
  })
}

test('shows the owner, people, groups, links and URLs with who gave them, and what is dormant with its reason', async () => {
  const [owner, editor, disabled] = [await makePerson(), await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  await giveTo(disabled, documentId, editor, { viewOnly: true })
  const empty = await makeGroup()
  await db().capability.create({ data: { kind: 'GROUP', groupId: empty.id, documentId, giverId: owner.userId } })
  const link = await makeLink(documentId, editor, { label: 'for the printer', recipients: ['@example.org'] })
  const spent = await makeLink(documentId, owner, { maxDownloads: 1 })
  await mint(editor, documentId)
  await mintLink(spent.visit, { disposition: 'attachment' })
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })

  const { ways } = await whoCanOpen(owner, documentId)
  expect(ways).toMatchObject([
    { kind: 'OWNER', person: { id: owner.userId }, role: 'OWNER', state: 'LIVING', mayRevoke: false },
    { kind: 'USER', person: { id: editor.userId }, giver: { id: owner.userId }, role: 'EDITOR', state: 'LIVING' },
    { kind: 'USER', person: { id: disabled.userId }, giver: { id: editor.userId }, state: 'PERSON_DISABLED' },
    { kind: 'GROUP', group: { name: empty.name, people: 0 }, state: 'NOBODY_IN_IT' },
    {
      kind: 'LINK',
      id: link.way.id,
      link: { label: 'for the printer', recipients: ['@example.org'], password: false },
    },
    { kind: 'LINK', id: spent.way.id, state: 'USED_UP' },
    { kind: 'URL', person: { id: editor.userId }, link: null, state: 'LIVING' },
    { kind: 'URL', person: null, link: { label: '' }, state: 'LIVING' },
  ])
  expect(ways.slice(1).every(({ mayRevoke }) => mayRevoke)).toBe(true)

  const seenByEditor = (await whoCanOpen(editor, documentId)).ways
  expect(seenByEditor.filter(({ mayRevoke }) => mayRevoke).map(({ id }) => id)).toEqual([ways[2]!.id, link.way.id])
})

test('is for who may share and for administrators, who see ways and get no bytes', async () => {
  const [owner, viewer, stranger, admin] = [
    await makePerson(),
    await makePerson(),
    await makePerson(),
    await makePerson('ADMIN'),
  ]
  const { documentId } = await makeReady(owner)
  const way = await giveTo(viewer, documentId, owner)
  for (const nobody of [viewer, stranger])
    await expect(whoCanOpen(nobody, documentId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { ways } = await whoCanOpen(admin, documentId)
  expect(ways.map(({ kind, mayRevoke }) => [kind, mayRevoke])).toEqual([
    ['OWNER', false],
    ['USER', true],
  ])
  await expect(mint(admin, documentId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await revoke(admin, [way])).toMatchObject({ grants: 1 })
  expect((await whoCanOpen(admin, documentId)).ways).toHaveLength(1)
  await expect(whoCanOpen(admin, randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

/** A small generator with a seed, so that a world that fails can be built again. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * sides)
  }
}

type Visitor = { way: WayRef; visit: LinkVisit }

/** People, groups and links with random terms around one document. */
async function world(seed: number) {
  const roll = dice(seed)
  const coin = () => roll(2) === 1
  const ends = () => [null, new Date(Date.now() + 3_600_000), new Date(Date.now() - 1)][roll(3)]!
  const people = await Promise.all(Array.from({ length: 5 }, () => makePerson()))
  const owner = people[0]!
  const { documentId } = await makeReady(owner)
  const given = new Set<UserPrincipal>()
  for (let n = 0; n < 3; n++) {
    const person = people[1 + roll(4)]!
    if (given.has(person)) continue
    given.add(person)
    await giveTo(person, documentId, owner, { role: coin() ? 'EDITOR' : 'VIEWER', expiresAt: ends() })
  }
  const group = await makeGroup(...people.slice(1).filter(coin))
  if (coin())
    await db().capability.create({
      data: { kind: 'GROUP', groupId: group.id, documentId, giverId: owner.userId, expiresAt: ends() },
    })
  const links: Visitor[] = []
  for (let n = 0; n < 3; n++) {
    const gate = { maxDownloads: coin() ? null : roll(2) }
    links.push(await makeLink(documentId, people[roll(5)]!, gate, { expiresAt: ends() }))
  }
  if (coin()) await db().user.update({ where: { id: people[roll(5)]!.userId }, data: { disabledAt: new Date() } })
  await db().sharingPolicy.update({ where: { id: 1 }, data: { frozenAt: roll(4) === 0 ? new Date() : null } })
  return { documentId, people, links }
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'world %i: exactly what mints is listed as living',
  async (seed) => {
    const admin = await makePerson('ADMIN')
    const { documentId, people, links } = await world(seed)
    const { ways } = await whoCanOpen(admin, documentId)
    const living = ways.filter(({ state }) => state === 'LIVING')
    const inGroups = await db().groupMember.findMany({
      where: { groupId: { in: living.flatMap(({ group }) => (group ? [group.id] : [])) }, user: { disabledAt: null } },
    })
    const listed = new Set([
      ...living.flatMap(({ kind, person }: Way) => (kind === 'OWNER' || kind === 'USER' ? [person!.id] : [])),
      ...inGroups.map(({ userId }) => userId),
    ])
    for (const person of people)
      expect(await mints(mint(person, documentId)), person.userId).toBe(listed.has(person.userId))
    const linked = new Set(living.flatMap(({ kind, id }) => (kind === 'LINK' ? [id] : [])))
    for (const { way, visit } of links)
      expect(await mints(mintLink(visit, { disposition: 'attachment' })), way.id).toBe(linked.has(way.id))
    // Whatever was handed out just now is on the list too, and nothing else is.
    const urls = (await whoCanOpen(admin, documentId)).ways.filter(({ kind }) => kind === 'URL')
    expect(urls).toHaveLength(listed.size + linked.size)
  },
)
