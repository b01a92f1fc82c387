import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/root.ts'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { drop } from '../testing/upload'
import { beginUploads } from '../uploads/begin'
import { deleteDocument } from './delete'
import { listPage, relatedIds, rowsById } from './list'
import { renameDocument } from './rename'
import { SORT_KEYS, type DocumentRow } from './schema'
import { sortName } from './sort-name'

const byKey = (sort: string) => (row: DocumentRow) =>
  sort === 'name' ? sortName(row.name) : sort === 'size' ? row.size : row.createdAt

test.each(SORT_KEYS.flatMap((sort) => (['asc', 'desc'] as const).map((direction) => [sort, direction] as const)))(
  'paging by %s %s meets every document exactly once, in order',
  async (sort, direction) => {
    const person = await makePerson()
    // Equal names and sizes on purpose: the order must not depend on them alone.
    const files = Array.from({ length: 120 }, (_, n) => ({
      name: `${n % 2 ? 'File' : 'file'} ${n % 14}`,
      size: n % 5,
      type: 'text/plain',
    }))
    await beginUploads(person, drop(...files))
    const rows: DocumentRow[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listPage(person, { sort, direction, cursor: cursor ?? undefined })
      rows.push(...page.rows)
      cursor = page.nextCursor
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(120)
    const keys = rows.map(byKey(sort))
    const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(keys).toEqual(direction === 'asc' ? sorted : sorted.reverse())
  },
)

test('names are sorted as people do: without case and accents, numbers by their value', async () => {
  const person = await makePerson()
  const names = ['Äpfel', 'apricot', 'file2', 'File10', 'Zebra', '～ wide', '😀']
  await beginUploads(person, drop(...names.toReversed().map((name) => ({ name, size: 1, type: 'text/plain' }))))
  const listed = async () => (await listPage(person, { sort: 'name', direction: 'asc' })).rows
  expect((await listed()).map(({ name }) => name)).toEqual(names)
  const [first] = await listed()
  await renameDocument(person, first!.id, 'file 9')
  expect((await listed()).map(({ name }) => name)).toEqual(['apricot', 'file 9', ...names.slice(2)])
})

test('rows from before the key existed were given the same by the migration', async () => {
  const migration = readFileSync(join(root, 'prisma/migrations/20261124160000_sort_names/migration.sql'), 'utf8')
  const definition = /CREATE FUNCTION sort_name[\s\S]*?\$\$;/.exec(migration)?.[0] ?? ''
  const names = [
    'Zebra',
    'RÉSUMÉ 007.pdf',
    'İzmir',
    'Straße',
    'Æther Øl Łódź',
    '１０ ﬁ',
    '나 가',
    'が',
    '0',
    '000',
    '',
    '9'.repeat(120),
  ]
  await db().$transaction(async (tx) => {
    await tx.$executeRawUnsafe(definition.replace('sort_name', 'pg_temp.sort_name'))
    for (const name of [...names, 'x1'.repeat(127), '\ufdfa'.repeat(60), 'ΟΔΟΣ ΣΑΣ']) {
      const [row] = await tx.$queryRaw<{ key: string }[]>`SELECT pg_temp.sort_name(${name}) AS key`
      expect(row?.key).toBe(sortName(name))
    }
  })
})

test('a cursor that was tampered with is bad input, not a crash', async () => {
  const person = await makePerson()
  for (const cursor of ['', 'x', Buffer.from('["a"]').toString('base64url'), Buffer.from('{').toString('base64url')]) {
    const page = listPage(person, { sort: 'size', direction: 'asc', cursor })
    if (cursor === '') await expect(page).resolves.toBeDefined()
    else await expect(page).rejects.toMatchObject({ code: 'BAD_INPUT' })
  }
})

test('a cursor with a right form and wrong values is bad input too', async () => {
  const person = await makePerson()
  const id = crypto.randomUUID()
  const wrong = [
    ['size', 'not a number'],
    ['size', '9'.repeat(24)],
    ['size', '-1'],
    ['created', 'not a time'],
    ['created', '-271821-04-20T00:00:00.000Z'],
    ['created', '+275760-09-13T00:00:00.000Z'],
    ['name', 'nul \0 byte'],
  ] as const
  for (const [sort, value] of wrong) {
    const cursor = Buffer.from(JSON.stringify([value, id])).toString('base64url')
    const page = listPage(person, { sort, direction: 'asc', cursor })
    await expect(page, value).rejects.toMatchObject({ code: 'BAD_INPUT' })
  }
})

test('rows by id leave out what is not the reader’s', async () => {
  const [owner, stranger] = [await makePerson(), await makePerson()]
  const [begun] = await beginUploads(owner, drop({ name: 'a', size: 1, type: 'text/plain' }))
  expect(await rowsById(owner, [begun!.documentId])).toHaveLength(1)
  expect(await rowsById(stranger, [begun!.documentId])).toHaveLength(0)
})

test('of what went away a reader hears only what was theirs', async () => {
  const [owner, reader, stranger] = [await makePerson(), await makePerson(), await makePerson()]
  const [begun] = await beginUploads(owner, drop({ name: 'a', size: 1, type: 'text/plain' }))
  const documentId = begun!.documentId
  await db().capability.create({
    data: { kind: 'USER', documentId, userId: reader.userId, giverId: owner.userId, revokedAt: new Date() },
  })
  await deleteDocument(owner, documentId)
  expect(await relatedIds(owner, [documentId])).toEqual([documentId])
  expect(await relatedIds(reader, [documentId])).toEqual([documentId])
  expect(await relatedIds(stranger, [documentId])).toEqual([])
})

test('a rename or a deletion that waits behind a deletion, and a deletion behind a disabling, find nothing', async () => {
  const changes = [
    (owner: UserPrincipal, id: string) => renameDocument(owner, id, 'b'),
    (owner: UserPrincipal, id: string) => deleteDocument(owner, id),
  ]
  for (const change of changes) {
    const owner = await makePerson()
    const [begun] = await beginUploads(owner, drop({ name: 'a', size: 1, type: 'text/plain' }))
    let waiting: Promise<unknown> | undefined
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Document" WHERE id = ${begun!.documentId}::uuid FOR UPDATE`
      waiting = change(owner, begun!.documentId).catch((error: { code: string }) => error.code)
      await new Promise((resolve) => setTimeout(resolve, 300))
      await tx.document.update({ where: { id: begun!.documentId }, data: { deletedAt: new Date() } })
      await tx.user.update({ where: { id: owner.userId }, data: { disabledAt: new Date() } })
    })
    expect(await waiting).toBe('NOT_FOUND')
  }
})

test('a list shows all, one’s own, or what others share', async () => {
  const [reader, owner] = [await makePerson(), await makePerson()]
  const file = { name: 'file', size: 1, type: '' }
  const [[own], [theirs]] = [await beginUploads(reader, drop(file)), await beginUploads(owner, drop(file, file))]
  const documentId = theirs!.documentId
  await db().capability.create({ data: { kind: 'USER', userId: reader.userId, documentId, giverId: owner.userId } })
  const shown = async (show?: 'mine' | 'shared') => {
    const { rows } = await listPage(reader, { sort: 'created', direction: 'asc', ...(show ? { show } : {}) })
    return rows.map(({ id, role }) => [id, role])
  }
  const [mine, shared] = [
    [own!.documentId, 'OWNER'],
    [documentId, 'VIEWER'],
  ]
  expect(await shown()).toEqual([mine, shared])
  expect(await shown('mine')).toEqual([mine])
  expect(await shown('shared')).toEqual([shared])
})
