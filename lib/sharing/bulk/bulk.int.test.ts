import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { UserPrincipal } from '../../auth/principal'
import { db } from '../../db'
import { mint, mintLink } from '../../documents/mint'
import { makeAgent } from '../../testing/agents'
import { makePerson } from '../../testing/people'
import { giveTo, makeLink } from '../../testing/sharing'
import { makeReady } from '../../testing/upload'
import { resumeRevocations } from './jobs'
import { prepareRevocation } from './prepare'
import { workOff } from './run'
import { progressOf, runningRevocations, startRevocation } from './start'
import { revoke } from '../revoke'
import { wayFilter, type WayFilter } from '../ways/schema'

afterAll(() => db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: null } }))

const NOT_FOUND = { code: 'NOT_FOUND' }
const matching = (filter: Partial<WayFilter>) => ({ by: 'filter' as const, filter: wayFilter.parse(filter) })
const status = async (url: string) => (await fetch(url)).status

/** An owner's document: an editor who gave a link, readers by grant and by group, URLs of all of them. */
async function shared() {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { urlSeconds: 3600 } })
  const [owner, editor, reader, member, admin] = [
    await makePerson(),
    await makePerson(),
    await makePerson(),
    await makePerson(),
    await makePerson('ADMIN'),
  ]
  const { documentId } = await makeReady(owner, '%PDF-1.7 a contract', `${randomUUID()}.pdf`)
  const group = await db().group.create({
    data: { name: randomUUID(), members: { createMany: { data: [reader, member].map(({ userId }) => ({ userId })) } } },
  })
  const { id } = await db().capability.create({
    data: { kind: 'GROUP', groupId: group.id, documentId, giverId: owner.userId },
  })
  const ways = {
    group: { kind: 'GROUP' as const, id },
    editor: await giveTo(editor, documentId, owner, { role: 'EDITOR' }),
    reader: await giveTo(reader, documentId, owner),
  }
  const byEditor = await makeLink(documentId, editor)
  const byOwner = await makeLink(documentId, owner)
  const urls = [
    (await mint(editor, documentId)).url,
    (await mint(reader, documentId)).url,
    (await mint(member, documentId)).url,
    (await mint(owner, documentId)).url,
    (await mintLink(byEditor.visit, { disposition: 'attachment' })).url,
    (await mintLink(byOwner.visit, { disposition: 'attachment' })).url,
  ]
  return { owner, editor, reader, member, admin, documentId, ways, byEditor, byOwner, urls }
}

test.each([
  [
    'the editor',
    ['editor'],
    { grants: 1, links: 0, people: 1, documents: 1, keep: 0, linksStopping: 1, urlsKilled: 2 },
  ],
  ['the group', ['group'], { grants: 1, links: 0, people: 1, documents: 1, keep: 1, linksStopping: 0, urlsKilled: 1 }],
  [
    'the reader',
    ['reader'],
    { grants: 1, links: 0, people: 0, documents: 0, keep: 1, linksStopping: 0, urlsKilled: 0 },
  ],
  [
    'all',
    ['group', 'editor', 'reader'],
    { grants: 3, people: 3, documents: 1, keep: 0, linksStopping: 1, urlsKilled: 4 },
  ],
] as const)('the preview of revoking %s says what revoking then does', async (_, names, effect) => {
  const { admin, documentId, ways } = await shared()
  const taken = names.map((name) => ways[name])
  const prepared = await prepareRevocation(admin, { by: 'ways', ways: taken })
  expect(prepared.effect).toMatchObject(effect)
  const before = await db().documentAccess.findMany({ where: { documentId } })
  const links = await living(documentId)
  const answer = (await startRevocation(admin, prepared.id)).answer
  expect(answer).toMatchObject({ grants: effect.grants, links: 0, urlsKilled: effect.urlsKilled, urlsPending: 0 })
  const after = await db().documentAccess.findMany({ where: { documentId } })
  const people = (rows: typeof before) => new Set(rows.map(({ userId }) => userId))
  expect(people(before).size - people(after).size).toBe(effect.people)
  expect(links - (await living(documentId))).toBe(effect.linksStopping)
})

async function living(documentId: string): Promise<number> {
  return db().wayIn.count({ where: { documentId, kind: 'LINK', state: 'LIVING' } })
}

test('what is started is what was looked at, whatever the filter matches by then', async () => {
  const { admin, owner, documentId, byOwner, byEditor, urls } = await shared()
  const { name } = await db().document.findUniqueOrThrow({ where: { id: documentId }, select: { name: true } })
  const prepared = await prepareRevocation(admin, matching({ search: name, kind: 'LINK' }))
  expect(prepared).toMatchObject({ total: 2, effect: { grants: 0, links: 2, urls: 0, urlsKilled: 2 } })
  const later = await makeLink(documentId, owner)
  expect((await startRevocation(admin, prepared.id)).answer).toMatchObject({ links: 2, urlsKilled: 2 })
  expect(await Promise.all(urls.slice(4).map(status))).toEqual([404, 404])
  await expect(mintLink(byOwner.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
  await expect(mintLink(byEditor.visit, { disposition: 'attachment' })).rejects.toMatchObject(NOT_FOUND)
  expect(await status((await mintLink(later.visit, { disposition: 'attachment' })).url)).toBe(200)
})

test('one URL alone can be ticked; its holder keeps the right', async () => {
  const { admin, reader, documentId, urls } = await shared()
  const issued = await db().issuedUrl.findFirstOrThrow({ where: { documentId, userId: reader.userId } })
  const prepared = await prepareRevocation(admin, { by: 'ways', ways: [{ kind: 'URL', id: issued.id }] })
  expect(prepared.effect).toMatchObject({ grants: 0, urls: 1, people: 0, keep: 0, urlsKilled: 1 })
  expect((await startRevocation(admin, prepared.id)).answer).toMatchObject({ urls: 1, urlsKilled: 1 })
  expect(await status(urls[1]!)).toBe(404)
  expect(await status((await mint(reader, documentId)).url)).toBe(200)
})

test('tokens are revoked in bulk with what their agents hold; what the preview said is what happens', async () => {
  const { admin, owner, reader, documentId, urls } = await shared()
  const agents = await Promise.all([
    makeAgent(owner),
    makeAgent(reader),
    makeAgent(reader, { documentIds: [documentId] }),
  ])
  const handed = await Promise.all(agents.map(({ principal }) => mint(principal, documentId)))
  const prepared = await prepareRevocation(admin, matching({ kind: 'AGENT', giver: reader.userId }))
  expect(prepared).toMatchObject({ total: 2, effect: { tokens: 2, grants: 0, people: 0, urlsKilled: 2 } })
  expect((await startRevocation(admin, prepared.id)).answer).toMatchObject({ tokens: 2, urlsKilled: 2, urlsPending: 0 })
  expect((await startRevocation(admin, prepared.id)).answer).toMatchObject({ tokens: 2 })
  expect(await Promise.all(handed.slice(1).map(({ url }) => status(url)))).toEqual([404, 404])
  // The one object was moved for them: everybody else asks again and is served.
  expect(await status(urls[3]!)).toBe(404)
  for (const principal of [owner, reader, agents[0].principal])
    expect(await status((await mint(principal, documentId)).url)).toBe(200)
})

test('a member prepares only what is theirs, and nobody starts or reads what another prepared', async () => {
  const { owner, editor, reader, admin, ways, byEditor } = await shared()
  await expect(prepareRevocation(reader, { by: 'ways', ways: [ways.reader] })).rejects.toMatchObject(NOT_FOUND)
  const mine = await prepareRevocation(editor, { by: 'ways', ways: [ways.reader, ways.group, byEditor.way] })
  expect(mine).toMatchObject({ total: 1, effect: { grants: 0, links: 1 } })
  await expect(startRevocation(owner, mine.id)).rejects.toMatchObject(NOT_FOUND)
  await expect(startRevocation(admin, mine.id)).rejects.toMatchObject(NOT_FOUND)
  expect((await startRevocation(editor, mine.id)).answer).toMatchObject({ links: 1 })
  expect((await startRevocation(editor, mine.id)).answer).toMatchObject({ links: 1 })
  await expect(progressOf(owner, mine.id)).rejects.toMatchObject(NOT_FOUND)
  expect(await progressOf(admin, mine.id)).toMatchObject({ done: 1, total: 1, actor: { id: editor.userId } })
})

/** Many links into several documents of one owner, whose revocation was started but not worked on. */
async function startedMany(actor: UserPrincipal, links: number) {
  const owner = await makePerson()
  const documents = await Promise.all([1, 2, 3].map(() => makeReady(owner)))
  const rows = Array.from({ length: links }, (_, n) => ({
    id: randomUUID(),
    kind: 'LINK' as const,
    documentId: documents[n % 3]!.documentId,
    giverId: owner.userId,
  }))
  await db().capability.createMany({ data: rows })
  await db().link.createMany({ data: rows.map(({ id }) => ({ capabilityId: id, tokenHash: Buffer.from(id) })) })
  // As the server does by itself within a minute; until then it plans for tables that are empty.
  await db().$executeRaw`ANALYZE "Capability", "Link", "Document"`
  const prepared = await prepareRevocation(actor, matching({ giver: owner.userId }))
  await db().revocation.update({ where: { id: prepared.id }, data: { startedAt: new Date(Date.now() - 60_000) } })
  return { id: prepared.id, owner, ids: rows.map(({ id }) => id) }
}

const standing = (ids: string[]) => db().capability.count({ where: { id: { in: ids }, revokedAt: null } })

test('a job whose process was killed between two batches, or between a batch and its count, goes on', async () => {
  const admin = await makePerson('ADMIN')
  const { id, ids } = await startedMany(admin, 900)
  // As a killed process leaves it: one batch through and counted, the next revoked and not counted, the lease run out.
  const items = await db().revocationItem.findMany({ where: { revocationId: id }, orderBy: { position: 'asc' } })
  await revoke(
    admin,
    items.slice(0, 600).map(({ wayId }) => ({ kind: 'LINK' as const, id: wayId })),
  )
  await db().revocation.update({ where: { id }, data: { done: 300, leaseUntil: new Date(Date.now() - 1) } })
  expect(await runningRevocations(admin)).toMatchObject([{ id, done: 300, total: 900, answer: null }])
  await resumeRevocations()
  expect(await standing(ids)).toBe(0)
  expect(await progressOf(admin, id)).toMatchObject({ done: 900, answer: { links: 900, grants: 0, urlsPending: 0 } })
  expect(await db().revocationItem.count({ where: { revocationId: id } })).toBe(0)
  expect(await db().auditEvent.count({ where: { action: 'link.revoked', subjectId: { in: ids } } })).toBe(900)
})

test('two workers at one revocation do its work once, and while one holds it the other leaves it', async () => {
  const admin = await makePerson('ADMIN')
  const { id, ids } = await startedMany(admin, 450)
  await Promise.all([workOff(id), workOff(id), resumeRevocations()])
  expect(await standing(ids)).toBe(0)
  await workOff(id)
  expect(await progressOf(admin, id)).toMatchObject({ done: 450, answer: { links: 450 } })
  expect(await db().auditEvent.count({ where: { action: 'link.revoked', subjectId: { in: ids } } })).toBe(450)
})

test('somebody who was disabled or demoted while it waits revokes no more than they may by then', async () => {
  const [disabled, demoted] = [await makePerson('ADMIN'), await makePerson('ADMIN')]
  const [first, second] = [await startedMany(disabled, 10), await startedMany(demoted, 10)]
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
  await db().user.update({ where: { id: demoted.userId }, data: { role: 'MEMBER' } })
  await workOff(first.id)
  await workOff(second.id)
  expect([await standing(first.ids), await standing(second.ids)]).toEqual([10, 10])
  expect(await progressOf(demoted, second.id)).toMatchObject({ answer: { links: 0, grants: 0 } })
})

test('ten thousand are revoked by one job', { timeout: 120_000 }, async () => {
  const admin = await makePerson('ADMIN')
  const { id, ids } = await startedMany(admin, 10_000)
  await workOff(id)
  expect(await standing(ids)).toBe(0)
  expect(await progressOf(admin, id)).toMatchObject({ done: 10_000, answer: { links: 10_000 } })
})
