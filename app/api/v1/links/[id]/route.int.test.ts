import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '@/scripts/engines/ports'
import * as contracts from '@/lib/api/contracts/links'
import { db } from '@/lib/db'
import { mintLink } from '@/lib/documents/mint'
import { makeAgent } from '@/lib/testing/agents'
import { cast } from '@/lib/testing/cast'
import { inDays, setPolicy, visitOf } from '@/lib/testing/links'
import { Mailbox } from '@/lib/testing/mailbox'
import { agentsShareOutside, operation, type Asking } from '@/lib/testing/operation'
import { makePerson } from '@/lib/testing/people'
import { makeReady } from '@/lib/testing/upload'
import * as links from '../../documents/[id]/links/route'
import * as disabling from './disable/route'
import * as enabling from './enable/route'
import * as extending from './extend/route'
import * as regenerating from './regenerate/route'
import * as link from './route'

const list = operation(contracts.listLinks, links.GET)
const create = operation(contracts.createLink, links.POST)
const get = operation(contracts.getLink, link.GET)
const change = operation(contracts.changeLink, link.PATCH)
const remove = operation(contracts.deleteLink, link.DELETE)
const regenerate = operation(contracts.regenerateLink, regenerating.POST)
const extend = operation(contracts.extendLink, extending.POST)
const disable = operation(contracts.disableLink, disabling.POST)
const enable = operation(contracts.enableLink, enabling.POST)

const mailbox = new Mailbox()
beforeAll(async () => mailbox.start(await freePort()))
beforeEach(() => agentsShareOutside(true))
afterAll(async () => {
  await agentsShareOutside(false)
  await setPolicy()
  await mailbox.stop()
})

const open = (url: unknown, version = 0) => mintLink(visitOf(String(url), { version }), { disposition: 'attachment' })
const CLOSED = { code: 'NOT_FOUND' }

async function stage(body: object = {}) {
  const { documentId, who } = await cast()
  const agent = await makeAgent(who.owner)
  const made = await create(agent, { id: documentId, body })
  expect(made.status).toBe(201)
  return { documentId, ...who, agent, made, id: String(made.body['id']), url: String(made.body['url']) }
}

describe('a link that an agent makes', () => {
  test('opens, is its person’s, and its address is in this answer alone', async () => {
    const { documentId, owner, agent, made, id, url } = await stage()
    const { url: _, ...link } = made.body
    expect(made.headers.get('location')).toMatch(new RegExp(`/api/v1/links/${id}$`))
    expect(link).toMatchObject({ documentId, giver: { id: owner.userId }, state: 'living', mayChange: true })
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
    expect((await get(agent, { id })).body).toEqual({ ...link, downloads: 1, lastUsedAt: expect.any(String) as string })
    const { body } = await list(owner, { id: documentId })
    expect(JSON.stringify(body)).not.toContain('url')
    expect(body['links']).toEqual([(await get(owner, { id })).body])
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: id, action: 'link.created' } })
    expect(event.details).toMatchObject({ agent: agent.principal.tokenId })
  })

  test('goes on when the token is revoked: it speaks for its giver', async () => {
    const { agent, url } = await stage()
    await db().agentToken.update({ where: { id: agent.principal.tokenId }, data: { revokedAt: new Date() } })
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
  })

  test.each([
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['an end without an offset', { expiresAt: '2030-01-01' }],
    ['a short password', { password: 'short' }],
    ['recipients that are none', { recipients: ['nobody'] }],
    ['no downloads', { maxDownloads: 0 }],
  ])('is refused with %s', async (_, body) => {
    const { documentId, agent } = await stage()
    expect(await create(agent, { id: documentId, body })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('keeps the organisation’s rules', async () => {
    const { documentId, agent } = await stage()
    await setPolicy({ linkGate: 'PASSWORD', longestLinkDays: 7 })
    expect(await create(agent, { id: documentId })).toMatchObject({ code: 'BAD_INPUT' })
    const body = { password: 'open sesame', expiresAt: inDays(8) }
    expect(await create(agent, { id: documentId, body })).toMatchObject({ code: 'BAD_INPUT' })
    expect(await create(agent, { id: documentId, body: { ...body, expiresAt: inDays(6) } })).toMatchObject({
      status: 201,
      body: { password: true },
    })
    await setPolicy()
  })

  test('asked for twice under one key is one link, whose address both answers have', async () => {
    const { documentId, agent } = await stage()
    const ask = { id: documentId, body: { label: 'once' }, headers: { 'idempotency-key': randomUUID() } }
    const [first, second] = [await create(agent, ask), await create(agent, ask)]
    expect(second).toMatchObject({ status: 201, body: first.body })
    expect((await list(agent, { id: documentId })).body['links']).toHaveLength(2)
    const kept = await db().idempotencyKey.findFirstOrThrow({ where: { holder: agent.principal.tokenId } })
    expect(JSON.stringify(kept)).not.toContain(String(first.body['url']))
  })

  test('is for owners and editors', async () => {
    const { documentId, editor, viewer, admin, stranger } = await stage()
    for (const person of [viewer, admin, stranger]) {
      expect(await create(await makeAgent(person), { id: documentId, body: {} })).toMatchObject({ code: 'NOT_FOUND' })
      expect(await list(await makeAgent(person), { id: documentId })).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await create(await makeAgent(editor), { id: documentId, body: {} })).toMatchObject({ status: 201 })
  })
})

describe('changing a link', () => {
  test('what is left out stays', async () => {
    const { agent, id, made } = await stage({ label: 'bank', maxDownloads: 3, password: 'open sesame' })
    const { url: _, ...before } = made.body
    expect((await change(agent, { id, body: { label: 'the bank' } })).body).toEqual({ ...before, label: 'the bank' })
    expect((await change(agent, { id, body: { password: null, maxDownloads: null } })).body).toEqual({
      ...before,
      label: 'the bank',
      password: false,
      maxDownloads: null,
    })
  })

  test('with If-Match nobody overwrites what they have not seen', async () => {
    const { agent, id, url } = await stage({ password: 'open sesame' })
    const tag = async () => String((await get(agent, { id })).headers.get('etag'))
    const first = await tag()
    expect(await get(agent, { id, headers: { 'if-none-match': first } })).toMatchObject({ status: 304 })
    await mintLink(visitOf(url, { passwordProved: true }), { disposition: 'attachment' })
    expect(await tag()).not.toBe(first)
    const changeIf = (etag: string, body: object) => change(agent, { id, body, headers: { 'if-match': etag } })
    // That it was downloaded is nothing that a change overwrites.
    const changed = await changeIf(first, { password: 'open barley' })
    expect(changed).toMatchObject({ status: 200 })
    expect(await changeIf(first, { label: 'x' })).toMatchObject({ status: 412, code: 'CHANGED' })
    expect(await get(agent, { id })).toMatchObject({ body: { label: '' } })
    expect(await changeIf('"x.y"', { label: 'x' })).toMatchObject({ code: 'CHANGED' })
    expect(await changeIf(`"x", W/${changed.headers.get('etag')}`, { label: 'x' })).toMatchObject({ status: 200 })
    expect(await changeIf('*', { label: 'y' })).toMatchObject({ status: 200 })
  })

  test('regenerating, extending, disabling, enabling and deleting it', async () => {
    const { agent, id, url } = await stage()
    const { body } = await regenerate(agent, { id })
    await expect(open(url)).rejects.toMatchObject(CLOSED)
    const issued = await open(body['url'], 1)
    expect(await disable(agent, { id })).toMatchObject({ body: { state: 'disabled' } })
    expect((await fetch(issued.url)).status).toBe(404)
    expect(await enable(agent, { id })).toMatchObject({ body: { state: 'living' } })
    const end = inDays(2).toISOString()
    expect(await extend(agent, { id, body: { expiresAt: end } })).toMatchObject({
      body: { expiresAt: end, endsAt: end },
    })
    expect(await extend(agent, { id, body: { expiresAt: '2020-01-01T00:00:00Z' } })).toMatchObject({
      code: 'BAD_INPUT',
    })
    const again = await open(body['url'], 1)
    expect(await remove(agent, { id })).toMatchObject({ status: 204 })
    expect((await fetch(again.url)).status).toBe(404)
    for (const ask of [get, remove, regenerate, disable, enable])
      expect(await ask(agent, { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await extend(agent, { id, body: { expiresAt: null } })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('one of somebody else answers as one of nobody', async () => {
    const { id, documentId } = await stage()
    const other = await makeAgent(await makePerson())
    const asks = [get, remove, regenerate, disable, enable]
    for (const ask of [
      ...asks,
      (who: Asking, it: { id: string }) => extend(who, { ...it, body: { expiresAt: null } }),
      (who: Asking, it: { id: string }) => change(who, { ...it, body: { label: 'x' } }),
    ]) {
      const [theirs, none] = [await ask(other, { id }), await ask(other, { id: randomUUID() })]
      expect(theirs).toMatchObject({ status: 404 })
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
    }
    expect(await db().auditEvent.count({ where: { documentId, action: { startsWith: 'link.' } } })).toBe(1)
  })

  test('a token that is bound to another document reaches none of this one', async () => {
    const { id, documentId, owner } = await stage()
    const elsewhere = await makeReady(owner)
    const bound = await makeAgent(owner, { documentIds: [elsewhere.documentId] })
    for (const ask of [get, remove, regenerate, disable, enable])
      expect(await ask(bound, { id })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await change(bound, { id, body: { label: 'x' } })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await list(bound, { id: documentId })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await create(bound, { id: documentId, body: {} })).toMatchObject({ code: 'NOT_FOUND' })
    const own = await create(bound, { id: elsewhere.documentId, body: {} })
    expect(own).toMatchObject({ status: 201 })
    expect(await remove(bound, { id: String(own.body['id']) })).toMatchObject({ status: 204 })
  })

  test('an editor’s agent changes what the editor gave, and sees the rest', async () => {
    const { documentId, id, editor } = await stage()
    const agent = await makeAgent(editor)
    expect(await get(agent, { id })).toMatchObject({ body: { mayChange: false } })
    expect(await change(agent, { id, body: { label: 'x' } })).toMatchObject({ code: 'NOT_FOUND' })
    const own = await create(agent, { id: documentId, body: {} })
    expect(await change(agent, { id: String(own.body['id']), body: { label: 'x' } })).toMatchObject({ status: 200 })
  })
})

describe('where agents may not share outside', () => {
  const GATED = { password: 'open sesame', recipients: ['a@example.com'], maxDownloads: 5, expiresAt: inDays(3) }
  const OFF = { status: 403, code: 'OUTSIDE_OFF' }

  test('they make, regenerate, extend and enable none; their persons do', async () => {
    const { documentId, owner, agent, id, url } = await stage()
    await agentsShareOutside(false)
    expect(await create(agent, { id: documentId, body: {} })).toMatchObject(OFF)
    expect(await regenerate(agent, { id })).toMatchObject(OFF)
    expect(await extend(agent, { id, body: { expiresAt: inDays(1) } })).toMatchObject(OFF)
    await expect(open(url)).resolves.toMatchObject({ how: 'direct' })
    expect(await disable(agent, { id })).toMatchObject({ status: 200 })
    expect(await enable(agent, { id })).toMatchObject(OFF)
    await expect(open(url)).rejects.toMatchObject(CLOSED)
    for (const done of [
      await create(owner, { id: documentId, body: {} }),
      await regenerate(owner, { id }),
      await extend(owner, { id, body: { expiresAt: inDays(1) } }),
      await enable(owner, { id }),
    ])
      expect(done.status).toBeLessThan(300)
    expect(await remove(agent, { id })).toMatchObject({ status: 204 })
  })

  test.each([
    ['no password', { password: null }],
    ['another password', { password: 'open barley' }],
    ['no recipients', { recipients: [] }],
    ['another recipient', { recipients: ['a@example.com', 'b@example.com'] }],
    ['more downloads', { maxDownloads: 6 }],
    ['any number of downloads', { maxDownloads: null }],
    ['a later end', { expiresAt: inDays(4) }],
    ['no end', { expiresAt: null }],
    ['downloads', { viewOnly: false }],
  ])('a link is not widened: %s', async (_, body) => {
    const { agent, owner, id } = await stage({ ...GATED, viewOnly: true })
    await agentsShareOutside(false)
    const { body: before } = await get(agent, { id })
    expect(await change(agent, { id, body })).toMatchObject(OFF)
    expect((await get(agent, { id })).body).toEqual(before)
    expect(await change(owner, { id, body })).toMatchObject({ status: 200 })
  })

  test.each([
    ['a label', { label: 'x' }],
    ['fewer downloads', { maxDownloads: 1 }],
    ['a nearer end', { expiresAt: inDays(1) }],
    ['view-only', { viewOnly: true }],
    ['the same once more', { recipients: GATED.recipients }],
  ])('it is narrowed: %s', async (_, body) => {
    const { agent, id } = await stage(GATED)
    await agentsShareOutside(false)
    expect(await change(agent, { id, body })).toMatchObject({ status: 200 })
  })

  test('a gate is put before what had none', async () => {
    const { agent, id, url } = await stage()
    await agentsShareOutside(false)
    const body = { password: 'open sesame', recipients: ['a@example.com'] }
    expect(await change(agent, { id, body })).toMatchObject({ status: 200, body: { password: true } })
    await expect(open(url)).rejects.toMatchObject(CLOSED)
  })
})
