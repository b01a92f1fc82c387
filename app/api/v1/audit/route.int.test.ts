import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as contracts from '@/lib/api/contracts/audit'
import { db } from '@/lib/db'
import { mint } from '@/lib/documents/mint'
import { makeAgent } from '@/lib/testing/agents'
import { cast } from '@/lib/testing/cast'
import { operation, type Asking } from '@/lib/testing/operation'
import { makePerson } from '@/lib/testing/people'
import { makeReady } from '@/lib/testing/upload'
import * as exporting from './export/route'
import * as audit from './route'

const list = operation(contracts.listAudit, audit.GET)
const exported = operation(contracts.exportAudit, exporting.GET)

type Event = { id: string; action: string; document: { id: string } | null; actor: { id: string } | null }
const eventsOf = async (who: Asking, query: Record<string, string> = {}) =>
  (await list(who, { query })).body['events'] as Event[]
const linesOf = async (who: Asking, query: Record<string, string> = {}) =>
  String((await exported(who, { query })).body['text'])
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Event)

describe('the audit for agents', () => {
  test('of administrators, with the scope, and as the export has it', async () => {
    const { documentId, who } = await cast()
    await mint(who.viewer, documentId)
    const agent = await makeAgent(who.admin, { scopes: ['audit:read'] })
    const events = await eventsOf(agent, { document: documentId })
    expect(events.map(({ action }) => action)).toEqual(['url.issued', 'document.ready', 'document.uploaded'])
    expect(events[0]).toMatchObject({
      actor: { id: who.viewer.userId, gone: false },
      document: { id: documentId },
      client: { ip: who.viewer.client.ip },
    })
    expect(await linesOf(agent, { document: documentId })).toEqual(events)
    const last = await db().auditEvent.findFirstOrThrow({
      where: { action: 'audit.exported' },
      orderBy: { id: 'desc' },
    })
    expect(last).toMatchObject({ actorId: who.admin.userId, details: { agent: agent.principal.tokenId } })
    const csv = await exported(agent, { query: { document: documentId, format: 'csv' } })
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toContain('.csv')
  })

  test('what an agent does is its person’s act, and names the token', async () => {
    const { documentId, who } = await cast()
    const { principal } = await makeAgent(who.owner)
    await mint(principal, documentId)
    const [event] = await eventsOf(who.admin, { document: documentId })
    expect(event).toMatchObject({
      action: 'url.issued',
      actor: { id: who.owner.userId },
      details: { agent: principal.tokenId },
    })
  })

  test('refuses whoever is no administrator, whatever the token may', async () => {
    const { who } = await cast()
    for (const person of [who.owner, who.viewer])
      for (const asking of [person, await makeAgent(person)]) {
        expect(await list(asking)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
        expect(await exported(asking)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
      }
    const other = await makeAgent(who.admin, { scopes: ['documents:read', 'shares:read'] })
    expect(await list(other)).toMatchObject({ code: 'SCOPE_MISSING' })
    expect(await exported(other)).toMatchObject({ code: 'SCOPE_MISSING' })
  })

  test('follows a demotion at once', async () => {
    const admin = await makePerson('ADMIN')
    const agent = await makeAgent(admin)
    expect(await list(agent)).toMatchObject({ status: 200 })
    await db().user.update({ where: { id: admin.userId }, data: { role: 'MEMBER' } })
    expect(await list(agent)).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('of a bound token it is what concerns its documents', async () => {
    const { documentId, who } = await cast()
    const elsewhere = await makeReady(who.owner)
    const bound = await makeAgent(who.admin, { documentIds: [elsewhere.documentId] })
    const events = await eventsOf(bound)
    expect(events.map(({ action }) => action)).toEqual(['document.ready', 'document.uploaded'])
    expect(new Set(events.map(({ document }) => document?.id))).toEqual(new Set([elsewhere.documentId]))
    expect(await eventsOf(bound, { document: documentId })).toEqual([])
    expect(await linesOf(bound)).toEqual(events)
  })
})

describe('asking', () => {
  test('page by page, without a gap or a repetition', async () => {
    const { documentId, who } = await cast()
    for (const reader of [who.viewer, who.editor, who.owner]) await mint(reader, documentId)
    const agent = await makeAgent(who.admin)
    const seen: string[] = []
    for (let query: Record<string, string> = { document: documentId, limit: '2' }, pages = 0; pages < 9; pages += 1) {
      const { body } = await list(agent, { query })
      seen.push(...(body['events'] as Event[]).map(({ id }) => id))
      if (body['nextCursor'] === null) break
      query = { ...query, cursor: body['nextCursor'] as string }
    }
    expect(seen).toEqual((await eventsOf(agent, { document: documentId })).map(({ id }) => id))
    expect(seen).toHaveLength(5)
  })

  test.each([
    ['action', 'document.eaten'],
    ['from', 'yesterday'],
    ['to', '2026-02-30'],
    ['zone', 'Mars/Olympus'],
    ['cursor', 'x'],
    ['limit', '1000'],
    ['who', ''],
  ])('what cannot be understood is refused: %s=%s', async (name, value) => {
    const agent = await makeAgent(await makePerson('ADMIN'))
    expect(await list(agent, { query: { [name]: value } })).toMatchObject({ code: 'BAD_INPUT' })
    if (name !== 'cursor' && name !== 'limit')
      expect(await exported(agent, { query: { [name]: value } })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('by person, action and day', async () => {
    const { documentId, who } = await cast()
    await mint(who.viewer, documentId)
    const agent = await makeAgent(who.admin)
    expect(await eventsOf(agent, { who: who.viewer.userId })).toHaveLength(1)
    expect(await eventsOf(agent, { who: randomUUID() })).toEqual([])
    expect(await eventsOf(agent, { document: documentId, action: 'document.ready' })).toHaveLength(1)
    expect(await eventsOf(agent, { document: documentId, to: '2020-01-01' })).toEqual([])
  })
})
