import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '../db'
import { makePerson } from '../testing/people'
import { beginOne } from '../testing/upload'
import { exportAudit, type ExportFormat } from './export'
import { auditFilter } from './filter'
import { listAudit } from './list'
import { asText } from './phrase'
import { record, type AuditAction } from './record'

const filter = (asked: object = {}) => auditFilter.parse(asked)
const sentences = async (asked: object) =>
  (await listAudit(await makePerson('ADMIN'), filter(asked), undefined)).rows.map(({ parts }) => asText(parts))

async function acts(count: number, action: AuditAction = 'document.renamed') {
  const actor = await makePerson()
  for (let i = 0; i < count; i += 1) await record(db(), { action, actor, details: { i } })
  return actor
}

async function exported(principal: Awaited<ReturnType<typeof makePerson>>, format: ExportFormat, asked: object = {}) {
  const bytes = await new Response(await exportAudit(principal, filter(asked), format)).arrayBuffer()
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

test('pages follow each other without a gap or a repetition, newest first', async () => {
  const [admin, actor] = [await makePerson('ADMIN'), await acts(7)]
  const seen: unknown[] = []
  for (let before: string | undefined, pages = 0; pages < 9; pages += 1) {
    const { rows, older } = await listAudit(admin, filter({ who: actor.userId }), before, 3)
    seen.push(...rows.map(({ raw }) => raw))
    if (!older) break
    before = older
    // What comes meanwhile moves nothing.
    await record(db(), { action: 'document.renamed', actor, details: { i: 99 } })
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => ({ i })))
})

test('a cursor that is none begins at the newest', async () => {
  const [admin, actor] = [await makePerson('ADMIN'), await acts(2)]
  for (const cursor of ['', 'x', '1', `${'9'.repeat(30)}.1`, "1.1'; DROP TABLE x"])
    expect((await listAudit(admin, filter({ who: actor.userId }), cursor)).rows).toHaveLength(2)
})

test('the filter goes by person, document, action and day, each by what people know of it', async () => {
  const actor = await makePerson()
  await db().user.update({ where: { id: actor.userId }, data: { name: 'Person %_ sought' }, select: { id: true } })
  const name = `sought-${randomUUID()}.pdf`
  const { documentId } = await beginOne(actor, 5, name)
  await record(db(), { action: 'document.renamed', actor, documentId })
  expect(await sentences({ who: '%_ SOUGHT' })).toHaveLength(2)
  expect(await sentences({ who: actor.email.slice(0, -4), action: 'document.renamed' })).toEqual([
    `Person %_ sought renamed ${name}`,
  ])
  expect(await sentences({ document: name.slice(0, 20) })).toHaveLength(2)
  expect(await sentences({ document: documentId, who: actor.userId })).toHaveLength(2)
  const today = new Date().toISOString().slice(0, 10)
  expect(await sentences({ who: actor.userId, from: today, to: today })).toHaveLength(2)
  expect(await sentences({ who: actor.userId, to: '2026-01-01' })).toEqual([])
  expect(await sentences({ who: 'nobody of that name' })).toEqual([])
})

test('what a filter cannot understand filters nothing', () => {
  const asked = { who: ['a', 'b'], document: 'a\0', action: 'toString', from: '2026-02-31', to: '', zone: 'Moon/Base' }
  expect(filter(asked)).toEqual({ zone: 'UTC' })
})

test('deleted documents keep their names, erased people only their ids, erased addresses say so', async () => {
  const actor = await makePerson()
  const { documentId } = await beginOne(actor, 5, 'gone.pdf')
  await db().document.update({ where: { id: documentId }, data: { deletedAt: new Date() }, select: { id: true } })
  const ghost = { ...actor, userId: randomUUID() }
  await record(db(), { action: 'document.deleted', actor: ghost, documentId })
  const [row] = (await listAudit(await makePerson('ADMIN'), filter({ who: ghost.userId }), undefined)).rows
  expect(row?.document).toMatchObject({ name: 'gone.pdf', gone: true })
  expect(row?.actor).toEqual({ kind: 'person', id: ghost.userId, name: null, gone: true })
  expect(asText(row!.parts)).toBe('a person who was erased deleted gone.pdf')
  expect(row?.client).toEqual(actor.client)
  await db().auditPersonal.deleteMany()
  const [erased] = (await listAudit(await makePerson('ADMIN'), filter({ who: ghost.userId }), undefined)).rows
  expect(erased?.client).toBe('erased')
})

test('what is in the details has a name too, as long as it means something', async () => {
  const [actor, person] = [await makePerson(), await makePerson()]
  const group = await db().group.create({ data: { name: `Board ${randomUUID()}` }, select: { id: true, name: true } })
  const added = {
    action: 'group.member-added',
    actor,
    subjectId: group.id,
    details: { person: person.userId },
  } as const
  await record(db(), added)
  const by = { who: actor.userId }
  expect(await sentences(by)).toEqual([`Test person added Test person to the group ${group.name}`])
  const gone = { erasedAt: new Date(), disabledAt: new Date() }
  await db().user.update({ where: { id: person.userId }, data: gone, select: { id: true } })
  await db().group.delete({ where: { id: group.id }, select: { id: true } })
  expect(await sentences(by)).toEqual([
    'Test person added a person who was erased to the group something that no longer exists',
  ])
})

test('members neither list nor export', async () => {
  const member = await makePerson()
  await expect(listAudit(member, filter(), undefined)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(exportAudit(member, filter(), 'csv')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await db().auditEvent.count({ where: { actorId: member.userId } })).toBe(0)
})

test('an export has every row of the filter, over many pages, and is itself a row', async () => {
  const [admin, actor] = [await makePerson('ADMIN'), await makePerson()]
  const data = Array.from({ length: 1203 }, (_, i) => ({
    action: 'document.renamed',
    actorId: actor.userId,
    details: { i },
  }))
  await db().auditEvent.createMany({ data })
  const lines = (await exported(admin, 'ndjson', { who: actor.userId })).trimEnd().split('\n')
  const rows = lines.map((line) => JSON.parse(line) as { details: { i: number }; sentence: string })
  expect(rows.map(({ details }) => details.i)).toEqual(data.map((_, i) => 1202 - i))
  expect(rows[0]?.sentence).toBe('Test person renamed a document')
  const own = await db().auditEvent.findFirstOrThrow({ where: { actorId: admin.userId } })
  expect(own).toMatchObject({
    action: 'audit.exported',
    details: { format: 'ndjson', byPerson: true, byDocument: false },
  })
})

test('a CSV is one line a row, and a name that is a formula stays a name', async () => {
  const [admin, actor] = [await makePerson('ADMIN'), await makePerson()]
  const { documentId } = await beginOne(actor, 5, '=HYPERLINK("https://example.com","x").pdf')
  const text = await exported(admin, 'csv', { document: documentId })
  const [head, line, end] = text.split('\r\n')
  expect(head).toBe(
    '\ufeffid,at,action,sentence,actor_id,actor,document_id,document,subject_id,subject,details,ip,user_agent',
  )
  expect(line).toContain(`"'=HYPERLINK(""https://example.com"",""x"").pdf"`)
  expect(end).toBe('')
})

test('an export that nobody reads to its end reads no further', async () => {
  const [admin, actor] = [await makePerson('ADMIN'), await acts(1)]
  const stream = await exportAudit(admin, filter({ who: actor.userId }), 'csv')
  const reader = stream.getReader()
  await reader.read()
  await reader.cancel()
  expect(await reader.read()).toEqual({ done: true, value: undefined })
})
