import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { getAccess, listWays, revokeWays } from '@/lib/api/contracts/ways'
import { db } from '@/lib/db'
import { mint, mintLink } from '@/lib/documents/mint'
import { makeAgent } from '@/lib/testing/agents'
import { cast } from '@/lib/testing/cast'
import { operation, type Asking } from '@/lib/testing/operation'
import { makePerson } from '@/lib/testing/people'
import { giveTo, makeLink } from '@/lib/testing/sharing'
import { makeReady } from '@/lib/testing/upload'
import * as access from '../documents/[id]/access/route'
import * as revoking from './revoke/route'
import * as ways from './route'

const list = operation(listWays, ways.GET)
const revoke = operation(revokeWays, revoking.POST)
const whoCanOpen = operation(getAccess, access.GET)

type Row = { kind: string; id: string; document: { id: string } | null }
const rowsOf = (body: Record<string, unknown>) => body['ways'] as Row[]
const idsOf = async (who: Asking, query: Record<string, string> = {}) =>
  rowsOf((await list(who, { query })).body)
    .map(({ id }) => id)
    .toSorted()

async function stage() {
  const { documentId, grants, who } = await cast()
  const link = await makeLink(documentId, who.owner, { label: 'bank' })
  const { url } = await mint(who.viewer, documentId)
  return { documentId, grants, ...who, link, url, agent: await makeAgent(who.owner) }
}

const ref = ({ kind, id }: { kind: string; id: string }) => ({ kind: kind.toLowerCase(), id })

describe('who can open a document', () => {
  test('says every way with its reason, to whom may share it and to administrators', async () => {
    const { documentId, grants, link, agent, owner, admin, viewer, stranger } = await stage()
    const { body } = await whoCanOpen(agent, { id: documentId })
    const found = rowsOf(body).map(({ kind, id }) => ({ kind, id }))
    expect(found).toEqual(
      expect.arrayContaining([
        { kind: 'user', id: grants.editor.id },
        { kind: 'user', id: grants.viewer.id },
        { kind: 'link', id: link.way.id },
        { kind: 'agent', id: agent.principal.tokenId },
      ]),
    )
    expect(rowsOf(body)[0]).toMatchObject({ kind: 'owner', person: { id: owner.userId }, state: 'living' })
    expect(found.filter(({ kind }) => kind === 'url')).toHaveLength(1)
    expect(await whoCanOpen(await makeAgent(admin), { id: documentId })).toMatchObject({ status: 200 })
    for (const person of [viewer, stranger]) {
      const [theirs, none] = [
        await whoCanOpen(await makeAgent(person), { id: documentId }),
        await whoCanOpen(await makeAgent(person), { id: randomUUID() }),
      ]
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
    }
  })
})

describe('the ways in', () => {
  test('an agent lists what its person may revoke, and no tokens', async () => {
    const { documentId, grants, link, agent, owner, stranger } = await stage()
    const own = [grants.editor.id, grants.viewer.id, link.way.id]
    const urls = await idsOf(agent, { kind: 'url' })
    expect(urls).toHaveLength(1)
    expect(await idsOf(agent)).toEqual([...own, ...urls].toSorted())
    expect(await idsOf(owner, { kind: 'agent' })).toEqual([agent.principal.tokenId])
    expect(await idsOf(await makeAgent(stranger))).toEqual([])
    expect(await idsOf(agent, { outside: 'true' })).toEqual([link.way.id])
    expect(await idsOf(agent, { search: 'bank', kind: 'link' })).toEqual([link.way.id])
    expect(await idsOf(agent, { kind: 'user', unused: 'true' })).toEqual([grants.editor.id])
    const { body } = await list(agent, { query: { kind: 'link' } })
    expect(rowsOf(body)).toMatchObject([{ kind: 'link', label: 'bank', document: { id: documentId }, state: 'living' }])
  })

  test('page by page, without a gap or a repetition', async () => {
    const { agent } = await stage()
    const seen: string[] = []
    for (let query: Record<string, string> = { limit: '1', sort: 'document' }, pages = 0; pages < 9; pages += 1) {
      const { body } = await list(agent, { query })
      expect(rowsOf(body).length).toBeLessThan(2)
      seen.push(...rowsOf(body).map(({ id }) => id))
      if (body['nextCursor'] === null) break
      query = { ...query, cursor: body['nextCursor'] as string }
    }
    expect(seen.toSorted()).toEqual(await idsOf(agent))
  })

  test.each([
    ['kind', 'OWNER'],
    ['kind', 'owner'],
    ['state', 'dead'],
    ['giver', 'me'],
    ['outside', 'yes'],
    ['limit', '0'],
    ['limit', '101'],
    ['cursor', 'x'],
  ])('what cannot be understood is refused: %s=%s', async (name, value) => {
    const agent = await makeAgent(await makePerson())
    expect(await list(agent, { query: { [name]: value } })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('a bound token sees and revokes the ways into its documents alone, an administrator’s too', async () => {
    const { documentId, grants, link, url, owner, admin } = await stage()
    const elsewhere = await makeReady(owner)
    const other = await giveTo(await makePerson(), elsewhere.documentId, owner)
    for (const person of [owner, admin]) {
      const bound = await makeAgent(person, { documentIds: [elsewhere.documentId] })
      expect(await idsOf(bound)).toEqual([other.id])
      expect(await whoCanOpen(bound, { id: documentId })).toMatchObject({ code: 'NOT_FOUND' })
      const all = [ref(grants.viewer), ref(grants.editor), ref(link.way)]
      expect(await revoke(bound, { body: { ways: all } })).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect((await fetch(url)).status).toBe(200)
    const bound = await makeAgent(admin, { documentIds: [elsewhere.documentId] })
    const both = [ref(grants.viewer), ref(other)]
    expect(await revoke(bound, { body: { ways: both } })).toMatchObject({ body: { grants: 1, links: 0 } })
    expect((await fetch(url)).status).toBe(200)
  })
})

describe('revoking ways', () => {
  test('says what happened; what was revoked before counts as nothing', async () => {
    const { documentId, grants, link, url, agent } = await stage()
    const visited = await mintLink(link.visit, { disposition: 'attachment' })
    const body = { ways: [ref(grants.viewer), ref(link.way)] }
    expect(await revoke(agent, { body })).toMatchObject({
      status: 200,
      body: { grants: 1, links: 1, tokens: 0, urls: 0, urlsKilled: 2, urlsPending: 0 },
    })
    for (const dead of [url, visited.url]) expect((await fetch(dead)).status).toBe(404)
    expect(await revoke(agent, { body })).toMatchObject({ body: { grants: 0, links: 0, urlsKilled: 0 } })
    expect(await db().wayIn.count({ where: { documentId, kind: { in: ['LINK', 'URL'] } } })).toBe(0)
  })

  test('one URL by itself', async () => {
    const { url, agent } = await stage()
    const [id] = await idsOf(agent, { kind: 'url' })
    expect(await revoke(agent, { body: { ways: [{ kind: 'url', id }] } })).toMatchObject({
      body: { urls: 1, urlsKilled: 1, grants: 0 },
    })
    expect((await fetch(url)).status).toBe(404)
  })

  test('no agent revokes a token, not even its own', async () => {
    const { agent, owner } = await stage()
    const ways = [{ kind: 'agent', id: agent.principal.tokenId }]
    expect(await revoke(agent, { body: { ways } })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await revoke(owner, { body: { ways } })).toMatchObject({ body: { tokens: 1 } })
    expect(await revoke(agent, { body: { ways } })).toMatchObject({ status: 401, code: 'BAD_TOKEN' })
  })

  test.each([
    ['none', 0],
    ['501', 501],
  ])('%s at once is refused', async (_, count) => {
    const agent = await makeAgent(await makePerson())
    const ways = Array.from({ length: count }, () => ({ kind: 'link', id: randomUUID() }))
    expect(await revoke(agent, { body: { ways } })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('what belongs to others is as what nobody has', async () => {
    const { grants, link } = await stage()
    const stranger = await makeAgent(await makePerson())
    const [theirs, none] = [
      await revoke(stranger, { body: { ways: [ref(grants.viewer), ref(link.way)] } }),
      await revoke(stranger, { body: { ways: [{ kind: 'link', id: randomUUID() }] } }),
    ]
    expect(theirs.status).toBe(404)
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
  })
})
