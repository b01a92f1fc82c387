import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentPrincipal, Principal } from '../../auth/principal'
import { db } from '../../db'
import { mint } from '../../documents/mint'
import { makeAgent } from '../../testing/agents'
import { makePerson } from '../../testing/people'
import { giveTo, makeLink } from '../../testing/sharing'
import { makeReady } from '../../testing/upload'
import { revoke } from '../revoke'
import { countWays, listWays } from './list'
import { wayFilter, wayOrder, type WayFilter } from './schema'
import { whoCanOpen } from './who-can-open'

const NOT_FOUND = { code: 'NOT_FOUND' }
const order = wayOrder.parse({})
const policy = (data: { urlSeconds?: number | null; longestAgentDays?: number }) =>
  db().sharingPolicy.update({ where: { id: 1 }, data })

beforeAll(() => policy({ urlSeconds: 3600 }))
afterAll(() => policy({ urlSeconds: null, longestAgentDays: 365 }))

const rowsOf = async (principal: Principal, filter: Partial<WayFilter> = {}) =>
  (await listWays(principal, { filter: wayFilter.parse(filter), order })).rows
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()
const refOf = ({ tokenId }: AgentPrincipal) => ({ kind: 'AGENT' as const, id: tokenId })
const into = async (principal: Principal, documentId: string) =>
  (await whoCanOpen(principal, documentId)).ways.filter(({ kind }) => kind === 'AGENT')

/** An owner and a reader of a document, with an agent each: the owner's is bound to it, the reader's to nothing. */
async function twoAgents() {
  const [owner, reader, admin] = [await makePerson(), await makePerson(), await makePerson('ADMIN')]
  const name = `${randomUUID()}.pdf`
  const { documentId } = await makeReady(owner, '%PDF-1.7 a contract', name)
  const other = await makeReady(owner)
  await giveTo(reader, documentId, owner, { viewOnly: true })
  const bound = await makeAgent(owner, { documentIds: [documentId], scopes: ['documents:read', 'shares:write'] })
  const free = await makeAgent(reader)
  return { owner, reader, admin, name, documentId, other, bound: bound.principal, free: free.principal }
}

test('a token is one row that says whose it is, what it reaches and is for, when it was used and when it ends', async () => {
  const { owner, reader, admin, bound, free, name, documentId } = await twoAgents()
  await mint(bound, documentId)
  const row = (await rowsOf(owner, { kind: 'AGENT' }))[0]
  expect(row).toMatchObject({
    id: bound.tokenId,
    to: {
      kind: 'AGENT',
      agent: 'Test agent',
      name: owner.name,
      email: owner.email,
      scopes: ['documents:read', 'shares:write'],
      documents: 1,
    },
    document: null,
    giver: { id: owner.userId },
    lastUsedAt: expect.any(String),
    endsAt: expect.any(String),
    state: 'LIVING',
    livingUrls: 1,
  })
  const [unbound] = await rowsOf(reader, { kind: 'AGENT' })
  expect(unbound).toMatchObject({ id: free.tokenId, to: { documents: null }, livingUrls: 0 })
  // By the names of the documents that it is bound to, and beside it the URL that it was handed.
  const found = await rowsOf(admin, { search: name })
  expect(found.map(({ to }) => to.kind).toSorted()).toEqual(['AGENT', 'URL', 'USER'])
  expect(found.find(({ to }) => to.kind === 'URL')!.to).toEqual({
    kind: 'URL',
    name: owner.name,
    email: owner.email,
    agent: 'Test agent',
    label: '',
    under: [bound.tokenId],
  })
})

test('a member sees their own tokens, an administrator all, and each can revoke what they see and nothing else', async () => {
  const { owner, reader, admin, bound, free } = await twoAgents()
  expect(idsOf(await rowsOf(owner, { kind: 'AGENT' }))).toEqual([bound.tokenId])
  expect(await countWays(reader, wayFilter.parse({}))).toMatchObject({ AGENT: 1 })
  expect(idsOf(await rowsOf(admin, { giver: reader.userId }))).toEqual([free.tokenId])
  await expect(revoke(reader, [refOf(bound)])).rejects.toMatchObject(NOT_FOUND)
  await expect(revoke(owner, [refOf(free)])).rejects.toMatchObject(NOT_FOUND)
  // An id of another kind is nothing.
  await expect(revoke(owner, [{ kind: 'LINK', id: bound.tokenId }])).rejects.toMatchObject(NOT_FOUND)
  expect(await revoke(owner, [refOf(bound), refOf(free)])).toMatchObject({ tokens: 1 })
  expect(await revoke(owner, [refOf(bound)])).toMatchObject({ tokens: 0 })
  expect(await revoke(admin, [refOf(free)])).toMatchObject({ tokens: 1 })
  expect(await rowsOf(admin, { kind: 'AGENT', giver: owner.userId })).toEqual([])
})

test('of a disabled person it is dormant, and one that ended, by itself or by the policy, is gone', async () => {
  const { owner, admin, bound } = await twoAgents()
  const own = async (filter: Partial<WayFilter> = {}) =>
    (await rowsOf(admin, { ...filter, giver: owner.userId, kind: 'AGENT' })).map(({ state }) => state)
  expect(await own({ state: 'living' })).toEqual(['LIVING'])
  await db().user.update({ where: { id: owner.userId }, data: { disabledAt: new Date() } })
  expect(await own()).toEqual(['PERSON_DISABLED'])
  expect(await own({ state: 'dormant' })).toEqual(['PERSON_DISABLED'])
  expect(await own({ state: 'living' })).toEqual([])
  await db().user.update({ where: { id: owner.userId }, data: { disabledAt: null } })
  const [of, old] = [{ where: { id: bound.tokenId } }, new Date(Date.now() - 3 * 86_400_000)]
  await db().agentToken.update({ ...of, data: { createdAt: old } })
  await policy({ longestAgentDays: 2 })
  expect(await own()).toEqual([])
  await policy({ longestAgentDays: 365 })
  expect(await own()).toEqual(['LIVING'])
  await db().agentToken.update({ ...of, data: { expiresAt: old } })
  expect(await own()).toEqual([])
})

test('“who can open this” has every token that reads it, with its reason, and says who may revoke it', async () => {
  const { owner, reader, admin, bound, free, documentId, other } = await twoAgents()
  await makeAgent(reader, { scopes: ['documents:write', 'shares:read', 'shares:write'] })
  const ways = await into(owner, documentId)
  expect(ways).toMatchObject([
    {
      id: bound.tokenId,
      person: { id: owner.userId },
      agent: { name: 'Test agent' },
      viewOnly: false,
      mayRevoke: true,
    },
    { id: free.tokenId, person: { id: reader.userId }, viewOnly: true, mayRevoke: false },
  ])
  expect((await into(admin, documentId)).map(({ mayRevoke }) => mayRevoke)).toEqual([true, true])
  expect(await into(owner, other.documentId)).toEqual([])
  await mint(bound, documentId)
  const urls = (await whoCanOpen(owner, documentId)).ways.filter(({ kind }) => kind === 'URL')
  expect(urls).toMatchObject([{ person: { id: owner.userId }, agent: { name: 'Test agent' }, mayRevoke: true }])
  expect(await revoke(owner, [refOf(bound)])).toMatchObject({ tokens: 1, urlsKilled: 1 })
  expect(idsOf(await into(owner, documentId))).toEqual([free.tokenId])
})

test('an agent sees the ways into what its token reaches, and no tokens; it revokes none', async () => {
  const { owner, admin, bound, documentId, other } = await twoAgents()
  const [here, there] = [await makeLink(documentId, owner), await makeLink(other.documentId, owner)]
  expect(idsOf(await rowsOf(bound, { kind: 'LINK' }))).toEqual([here.way.id])
  expect(await countWays(bound, wayFilter.parse({}))).toMatchObject({ LINK: 1, AGENT: 0 })
  await expect(whoCanOpen(bound, other.documentId)).rejects.toMatchObject(NOT_FOUND)
  expect((await into(bound, documentId)).map(({ mayRevoke }) => mayRevoke)).toEqual([false, false])
  await expect(revoke(bound, [there.way, refOf(bound)])).rejects.toMatchObject(NOT_FOUND)
  const { principal: ofAdmin } = await makeAgent(admin, { documentIds: [documentId] })
  const everything = await rowsOf(ofAdmin)
  expect(everything.length).toBeGreaterThan(0)
  expect(new Set(everything.map((row) => row.document?.id))).toEqual(new Set([documentId]))
  await expect(revoke(ofAdmin, [there.way, refOf(bound)])).rejects.toMatchObject(NOT_FOUND)
  expect(await revoke(bound, [here.way])).toMatchObject({ links: 1 })
})
