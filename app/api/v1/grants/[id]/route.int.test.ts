import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as contracts from '@/lib/api/contracts/grants'
import { db } from '@/lib/db'
import { mint } from '@/lib/documents/mint'
import { makeAgent } from '@/lib/testing/agents'
import { operation } from '@/lib/testing/operation'
import { cast } from '@/lib/testing/cast'
import { makePerson } from '@/lib/testing/people'
import { giveTo, makeLink } from '@/lib/testing/sharing'
import { makeReady } from '@/lib/testing/upload'
import * as grantees from '../../documents/[id]/grantees/route'
import * as grants from '../../documents/[id]/grants/route'
import * as grant from './route'

const list = operation(contracts.listGrants, grants.GET)
const give = operation(contracts.giveGrant, grants.POST)
const search = operation(contracts.searchGrantees, grantees.GET)
const get = operation(contracts.getGrant, grant.GET)
const change = operation(contracts.changeGrant, grant.PATCH)
const revoke = operation(contracts.revokeGrant, grant.DELETE)

async function stage() {
  const { documentId, grants, who } = await cast()
  const agent = await makeAgent(who.owner)
  return { documentId, grants, ...who, agent }
}

describe('giving a document', () => {
  test('to a member by address, then again with other terms: one grant, which says what it is', async () => {
    const { documentId, agent, stranger } = await stage()
    const to = { email: stranger.email.toUpperCase() }
    const made = await give(agent, { id: documentId, body: { to } })
    expect(made).toMatchObject({
      status: 201,
      body: {
        documentId,
        person: { id: stranger.userId },
        group: null,
        role: 'viewer',
        viewOnly: false,
        mayChange: true,
      },
    })
    const id = String(made.body['id'])
    expect(made.headers.get('location')).toMatch(new RegExp(`/api/v1/grants/${id}$`))
    expect(await get(agent, { id })).toMatchObject({ status: 200, body: made.body })
    await expect(mint(stranger, documentId)).resolves.toMatchObject({})
    const again = await give(agent, { id: documentId, body: { to, role: 'editor' } })
    expect(again).toMatchObject({ status: 200, body: { id, role: 'editor' } })
    expect((await list(agent, { id: documentId })).body['grants']).toHaveLength(3)
    const [row] = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
    expect(row).toMatchObject({ action: 'grant.given', actorId: agent.principal.userId })
    expect(row?.details).toMatchObject({ agent: agent.principal.tokenId })
  })

  test('to a group', async () => {
    const { documentId, agent } = await stage()
    const { id: groupId } = await db().group.create({ data: { name: `Group ${randomUUID()}` }, select: { id: true } })
    const end = new Date(Date.now() + 3_600_000).toISOString()
    const made = await give(agent, { id: documentId, body: { to: { groupId }, viewOnly: true, expiresAt: end } })
    expect(made).toMatchObject({
      status: 201,
      body: { person: null, group: { id: groupId, people: 0 }, viewOnly: true, expiresAt: end },
    })
  })

  test('whoever may not share it looks nobody up', async () => {
    const { documentId, viewer, admin, stranger } = await stage()
    for (const person of [viewer, admin, stranger])
      for (const email of [stranger.email, `nobody-${randomUUID()}@example.com`]) {
        const refused = await give(await makeAgent(person), { id: documentId, body: { to: { email } } })
        const { requestId: _, ...problem } = refused.body
        expect(problem).toEqual({
          type: 'about:blank',
          title: 'Not Found',
          status: 404,
          code: 'NOT_FOUND',
          detail: 'There is no such document, or it is not shared with you.',
        })
      }
  })

  test.each([
    ['an address of nobody', { to: { email: `nobody-${randomUUID()}@example.com` } }, 'NOT_FOUND'],
    ['somebody who is not there', { to: { userId: randomUUID() } }, 'NOT_FOUND'],
    ['a group that is not there', { to: { groupId: randomUUID() } }, 'NOT_FOUND'],
    ['two at once', { to: { userId: randomUUID(), groupId: randomUUID() } }, 'BAD_INPUT'],
    ['nobody', {}, 'BAD_INPUT'],
    ['an editor who may only look', { to: { userId: randomUUID() }, role: 'editor', viewOnly: true }, 'BAD_INPUT'],
    ['an owner', { to: { userId: randomUUID() }, role: 'owner' }, 'BAD_INPUT'],
    ['an end without an offset', { to: { userId: randomUUID() }, expiresAt: '2030-01-01T00:00:00' }, 'BAD_INPUT'],
  ])('refuses %s', async (_, body, code) => {
    const { documentId, agent } = await stage()
    expect(await give(agent, { id: documentId, body })).toMatchObject({ code })
  })

  test('refuses an end that has passed, the owner and the giver', async () => {
    const { documentId, agent, owner, stranger } = await stage()
    const past = { to: { userId: stranger.userId }, expiresAt: '2020-01-01T00:00:00Z' }
    expect(await give(agent, { id: documentId, body: past })).toMatchObject({ code: 'BAD_INPUT' })
    expect(await give(agent, { id: documentId, body: { to: { email: owner.email } } })).toMatchObject({
      code: 'BAD_INPUT',
    })
  })

  test('an editor’s agent gives for viewing and changes what its person gave', async () => {
    const { documentId, grants, editor, stranger } = await stage()
    const agent = await makeAgent(editor)
    const to = { userId: stranger.userId }
    expect(await give(agent, { id: documentId, body: { to, role: 'editor' } })).toMatchObject({ code: 'NOT_ALLOWED' })
    const { body } = await give(agent, { id: documentId, body: { to } })
    expect(await change(agent, { id: String(body['id']), body: { viewOnly: true } })).toMatchObject({ status: 200 })
    expect(await change(agent, { id: grants.viewer.id, body: { viewOnly: true } })).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    expect(await revoke(agent, { id: grants.viewer.id })).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('changing a grant', () => {
  test('what is left out stays, and what no longer has a right is dead', async () => {
    const { documentId, grants, agent, viewer } = await stage()
    const { url } = await mint(viewer, documentId)
    const id = grants.viewer.id
    const end = new Date(Date.now() + 3_600_000).toISOString()
    expect(await change(agent, { id, body: { expiresAt: end } })).toMatchObject({
      status: 200,
      body: { role: 'viewer', viewOnly: false, expiresAt: end },
    })
    expect((await fetch(url)).status).toBe(200)
    expect(await change(agent, { id, body: { viewOnly: true } })).toMatchObject({
      body: { viewOnly: true, expiresAt: end },
    })
    expect((await fetch(url)).status).toBe(404)
    expect(await change(agent, { id, body: { role: 'editor' } })).toMatchObject({ code: 'BAD_INPUT' })
    expect(await change(agent, { id, body: { role: 'editor', viewOnly: false, expiresAt: null } })).toMatchObject({
      body: { role: 'editor', viewOnly: false, expiresAt: null },
    })
  })
})

test('with If-Match nobody overwrites what they have not seen', async () => {
  const { grants, agent } = await stage()
  const id = grants.viewer.id
  const etag = String((await get(agent, { id })).headers.get('etag'))
  expect(await get(agent, { id, headers: { 'if-none-match': etag } })).toMatchObject({ status: 304 })
  const changeIf = (body: object) => change(agent, { id, body, headers: { 'if-match': etag } })
  expect(await changeIf({ viewOnly: true })).toMatchObject({ status: 200 })
  expect(await changeIf({ viewOnly: false })).toMatchObject({ status: 412, code: 'CHANGED' })
  expect(await get(agent, { id })).toMatchObject({ body: { viewOnly: true } })
})

describe('revoking a grant', () => {
  test('kills what was handed out; the second time there is none', async () => {
    const { documentId, grants, agent, viewer } = await stage()
    const { url } = await mint(viewer, documentId)
    const id = grants.viewer.id
    expect(await revoke(agent, { id })).toMatchObject({ status: 204 })
    expect((await fetch(url)).status).toBe(404)
    expect(await revoke(agent, { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await get(agent, { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await change(agent, { id, body: {} })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('takes no link for a grant', async () => {
    const { documentId, agent, owner } = await stage()
    const { way } = await makeLink(documentId, owner)
    expect(await revoke(agent, { id: way.id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await change(agent, { id: way.id, body: {} })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await db().capability.findUniqueOrThrow({ where: { id: way.id } })).toMatchObject({ revokedAt: null })
  })
})

describe('what is not the agent’s', () => {
  test('a grant of somebody else answers as one of nobody', async () => {
    const { grants } = await stage()
    const other = await makeAgent(await makePerson())
    for (const ask of [
      get,
      revoke,
      (who: typeof other, it: object) => change(who, { ...it, body: { viewOnly: true } }),
    ]) {
      const [theirs, none] = [await ask(other, { id: grants.viewer.id }), await ask(other, { id: randomUUID() })]
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
      expect(theirs.status).toBe(404)
    }
  })

  test('a token that is bound to another document reaches nothing of this one', async () => {
    const { documentId, grants, owner, stranger } = await stage()
    const elsewhere = await makeReady(owner)
    const bound = await makeAgent(owner, { documentIds: [elsewhere.documentId] })
    expect(await list(bound, { id: documentId })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await search(bound, { id: documentId, query: { search: 'a' } })).toMatchObject({ code: 'NOT_FOUND' })
    const to = { email: stranger.email }
    expect(await give(bound, { id: documentId, body: { to } })).toMatchObject({ code: 'NOT_FOUND' })
    const id = grants.viewer.id
    expect(await get(bound, { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await change(bound, { id, body: { viewOnly: true } })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await revoke(bound, { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await give(bound, { id: elsewhere.documentId, body: { to } })).toMatchObject({ status: 201 })
  })

  test('a token has to have the scope', async () => {
    const { documentId, grants, owner, stranger } = await stage()
    const reader = await makeAgent(owner, { scopes: ['shares:read'] })
    const writer = await makeAgent(owner, { scopes: ['shares:write'] })
    const body = { to: { email: stranger.email } }
    expect(await list(writer, { id: documentId })).toMatchObject({ status: 403, code: 'SCOPE_MISSING' })
    const refused = await give(reader, { id: documentId, body })
    expect(refused).toMatchObject({ status: 403, code: 'SCOPE_MISSING' })
    expect(refused.headers.get('www-authenticate')).toContain('scope="shares:write"')
    expect(await revoke(reader, { id: grants.viewer.id })).toMatchObject({ code: 'SCOPE_MISSING' })
    expect(await list(reader, { id: documentId })).toMatchObject({ status: 200 })
  })
})

test('grantees are found by name and address, as the dialog finds them', async () => {
  const { documentId, agent, stranger, owner } = await stage()
  const { body } = await search(agent, { id: documentId, query: { search: stranger.email } })
  expect(body['grantees']).toEqual([
    { kind: 'user', id: stranger.userId, name: stranger.name, email: stranger.email, people: null },
  ])
  expect((await search(agent, { id: documentId, query: { search: owner.email } })).body['grantees']).toEqual([])
  expect(await search(agent, { id: documentId })).toMatchObject({ code: 'BAD_INPUT' })
  expect(await search(agent, { id: documentId, query: { search: 'a\0' } })).toMatchObject({ code: 'BAD_INPUT' })
})

test('a grant that ran out is none any more', async () => {
  const { documentId, agent, owner, stranger } = await stage()
  const { id } = await giveTo(stranger, documentId, owner, { expiresAt: new Date(Date.now() - 1000) })
  expect(await change(agent, { id, body: { viewOnly: true } })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await give(agent, { id: documentId, body: { to: { userId: stranger.userId } } })).toMatchObject({
    status: 200,
    body: { id, expiresAt: null },
  })
})
