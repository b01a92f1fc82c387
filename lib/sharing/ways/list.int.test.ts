import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { UserPrincipal } from '../../auth/principal'
import { db } from '../../db'
import { mint, mintLink } from '../../documents/mint'
import { sortName } from '../../documents/sort-name'
import { makeAgent } from '../../testing/agents'
import { makePerson } from '../../testing/people'
import { giveTo, makeLink } from '../../testing/sharing'
import { makeReady } from '../../testing/upload'
import { prepareRevocation } from '../bulk/prepare'
import { revoke } from '../revoke'
import { WAY_KINDS, WAY_SORTS } from './kinds'
import { countWays, listWays } from './list'
import { wayFilter, type WayFilter, type WayOrder, type WayRow } from './schema'

const NEWEST = { sort: 'created', direction: 'desc' } as const
const asked = (filter: Partial<WayFilter> = {}) => wayFilter.parse(filter)

/** Everything, page by page. */
async function all(principal: UserPrincipal, filter: Partial<WayFilter>, order: WayOrder = NEWEST): Promise<WayRow[]> {
  const rows: WayRow[] = []
  let cursor: string | null = null
  do {
    const query = { filter: asked(filter), order, ...(cursor ? { cursor } : {}) }
    const page: Awaited<ReturnType<typeof listWays>> = await listWays(principal, query)
    rows.push(...page.rows)
    cursor = page.nextCursor
  } while (cursor)
  return rows
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()

/** An owner whose document everybody gets at in another way; the marker is in what can be searched for. */
async function shared() {
  const marker = randomUUID().slice(0, 13)
  const [owner, editor, reader, admin] = [
    await makePerson(),
    await makePerson(),
    await makePerson(),
    await makePerson('ADMIN'),
  ]
  const { documentId } = await makeReady(owner, '%PDF-1.7 a contract', `${marker}.pdf`)
  const group = await db().group.create({
    data: { name: `Board ${marker}`, members: { create: { userId: reader.userId } } },
  })
  const { id: groupId } = await db().capability.create({
    data: { kind: 'GROUP', groupId: group.id, documentId, giverId: owner.userId, expiresAt: new Date('2099-01-01') },
  })
  const toEditor = await giveTo(editor, documentId, owner, { role: 'EDITOR' })
  const toReader = await giveTo(reader, documentId, editor, { viewOnly: true, expiresAt: new Date('2098-01-01') })
  const open = await makeLink(documentId, editor, { label: `Offer ${marker}` })
  const named = await makeLink(documentId, owner, { recipients: [`${marker}@example.org`], passwordHash: 'x' })
  await mint(editor, documentId)
  await mintLink(open.visit, { disposition: 'attachment' })
  return { marker, owner, editor, reader, admin, documentId, ways: { groupId, toEditor, toReader, open, named } }
}

test('each row says who gets in, by whom, as what, until when and when last', async () => {
  const { marker, owner, editor, reader, admin, ways } = await shared()
  const rows = await all(admin, { search: `${marker}.pdf` })
  const of = (id: string) => rows.find((row) => row.id === id)
  expect(rows).toHaveLength(7)
  expect(of(ways.toEditor.id)).toMatchObject({
    to: { kind: 'USER', name: editor.name, email: editor.email },
    giver: { id: owner.userId },
    role: 'EDITOR',
    viewOnly: false,
    endsAt: null,
    lastUsedAt: expect.any(String),
    livingUrls: 1,
    state: 'LIVING',
  })
  expect(of(ways.toReader.id)).toMatchObject({
    to: { kind: 'USER', email: reader.email },
    giver: { id: editor.userId },
    viewOnly: true,
    endsAt: '2098-01-01T00:00:00.000Z',
    lastUsedAt: null,
    livingUrls: 0,
  })
  expect(of(ways.groupId)).toMatchObject({ to: { kind: 'GROUP', name: `Board ${marker}`, people: 1 } })
  expect(of(ways.open.way.id)).toMatchObject({
    to: { kind: 'LINK', label: `Offer ${marker}`, recipients: [], recipientCount: 0, password: false },
    livingUrls: 1,
  })
  expect(of(ways.named.way.id)).toMatchObject({
    to: { kind: 'LINK', recipients: [`${marker}@example.org`], recipientCount: 1, password: true },
  })
  const urls = rows.filter(({ to }) => to.kind === 'URL')
  expect(urls.map(({ to }) => to)).toEqual(
    expect.arrayContaining([
      { kind: 'URL', name: editor.name, email: editor.email, agent: null, label: '', under: [ways.toEditor.id] },
      { kind: 'URL', name: null, email: null, agent: null, label: `Offer ${marker}`, under: [ways.open.way.id] },
    ]),
  )
})

test('an administrator sees what the view of ways in has, and nothing else; nobody is shown twice', async () => {
  const { admin, owner, documentId } = await shared()
  const gone = await makeReady(owner)
  await makeLink(gone.documentId, owner, {}, { expiresAt: new Date(Date.now() - 1) })
  await revoke(owner, [(await makeLink(documentId, owner)).way])
  // URLs of other tests would end while this one reads page by page.
  await db().issuedUrl.updateMany({ where: { killedAt: null }, data: { killedAt: new Date() } })
  const rows = await all(admin, {})
  const standing = await db().wayIn.findMany({ where: { kind: { not: 'OWNER' } }, select: { id: true } })
  expect(idsOf(rows)).toEqual(idsOf(standing))
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
})

test('every filter with every order pages through everything once, in that order', { timeout: 120_000 }, async () => {
  const { owner, editor, marker, ways } = await shared()
  const { documentId } = await makeReady(owner, '%PDF-1.7', `${marker} many.pdf`)
  for (let n = 0; n < 60; n += 1) {
    const ends = n % 3 ? { expiresAt: new Date(Date.now() + (n + 1) * 60_000) } : {}
    await makeLink(documentId, owner, { label: `${marker} ${n}` }, ends)
  }
  await db().link.update({ where: { capabilityId: ways.named.way.id }, data: { disabledAt: new Date() } })
  for (let n = 0; n < 55; n += 1) await makeAgent(owner, n % 2 ? { documentIds: [documentId] } : {})
  const filters: Partial<WayFilter>[] = [
    ...WAY_KINDS.map((kind) => ({ kind })),
    ...(['living', 'dormant'] as const).map((state) => ({ state })),
    { giver: editor.userId },
    { outside: true },
    { unused: true },
    { endless: true },
    { search: marker },
    { kind: 'LINK', search: `${marker} many`, endless: true },
    { kind: 'AGENT', search: `${marker} many` },
  ]
  for (const filter of filters) {
    const counts = await countWays(owner, asked(filter))
    const expected = filter.kind ? counts[filter.kind] : Object.values(counts).reduce((sum, n) => sum + n, 0)
    const found = new Set<string>()
    for (const [nth, sort] of WAY_SORTS.entries()) {
      const direction = (nth + filters.indexOf(filter)) % 2 ? 'asc' : 'desc'
      const rows = await all(owner, filter, { sort, direction })
      expect(new Set(rows.map(({ id }) => id)).size, JSON.stringify({ filter, sort })).toBe(rows.length)
      expect(rows).toHaveLength(expected)
      expect(sorted(rows, sort, direction)).toBe(true)
      found.add(idsOf(rows).join())
    }
    expect(expected).toBeGreaterThan(0)
    expect(found.size).toBe(1)
  }
})

function sorted(rows: readonly WayRow[], sort: WayOrder['sort'], direction: 'asc' | 'desc'): boolean {
  const key = {
    created: ({ createdAt }: WayRow) => createdAt,
    ends: ({ endsAt }: WayRow) => endsAt ?? '9999',
    used: ({ lastUsedAt }: WayRow) => lastUsedAt ?? '',
    document: ({ document }: WayRow) => (document ? sortName(document.name) : ''),
  }[sort]
  const keys = rows.map(key)
  const right = direction === 'asc' ? keys : keys.reverse()
  return right.every((one, index) => index === 0 || right[index - 1]! <= one)
}

test('what is searched for is found in names, addresses and labels, taken literally', async () => {
  const { admin, marker, editor, ways } = await shared()
  const found = async (search: string) => idsOf(await all(admin, { search, unused: false }))
  expect(await found(`Offer ${marker}`)).toContain(ways.open.way.id)
  expect(await found(`${marker}@EXAMPLE`)).toEqual([ways.named.way.id])
  expect(await found(`board ${marker}`)).toEqual([ways.groupId])
  expect(await found(editor.email)).toContain(ways.toEditor.id)
  expect(await found(`%${marker}`)).toEqual([])
  expect(await found(String.raw`\\_`)).toEqual([])
})

test('a member sees the ways into their documents and those that they gave, which is what they can revoke', async () => {
  const { owner, editor, reader, ways } = await shared()
  expect(await all(owner, {})).toHaveLength(7)
  expect(idsOf(await all(editor, {}))).toEqual([ways.toReader.id, ways.open.way.id].toSorted())
  expect(await all(reader, {})).toEqual([])
  expect(await countWays(editor, asked())).toEqual({ USER: 1, GROUP: 0, LINK: 1, AGENT: 0, URL: 0 })
  for (const row of await all(editor, {})) {
    expect(await revoke(editor, [{ kind: row.to.kind, id: row.id }])).toMatchObject({ urlsPending: 0 })
  }
  expect(await all(editor, {})).toEqual([])
})

test('a way in that opens nothing now is shown with the reason', async () => {
  const { admin, editor, owner, marker, ways } = await shared()
  await db().user.update({ where: { id: editor.userId }, data: { disabledAt: new Date() } })
  await db().link.update({ where: { capabilityId: ways.named.way.id }, data: { disabledAt: new Date() } })
  const dormant = await all(admin, { search: `${marker}.pdf`, state: 'dormant' })
  expect(Object.fromEntries(dormant.map(({ id, state }) => [id, state]))).toMatchObject({
    [ways.toEditor.id]: 'PERSON_DISABLED',
    [ways.named.way.id]: 'DISABLED',
    [ways.open.way.id]: 'GIVER_MAY_NOT',
  })
  expect(idsOf(await all(owner, { state: 'living', kind: 'LINK' }))).toEqual([])
  for (const state of ['living', 'dormant'] as const) {
    const filter = asked({ search: `${marker}.pdf`, state })
    expect((await prepareRevocation(admin, { by: 'filter', filter })).total).toBe((await all(admin, filter)).length)
  }
})

test('a cursor that nobody gave out is refused', async () => {
  const { admin } = await shared()
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const cursor of ['x', forged(['x', randomUUID()]), forged([new Date().toISOString(), 'x']), forged([1, 2])]) {
    await expect(listWays(admin, { filter: asked(), order: NEWEST, cursor })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    })
  }
})
