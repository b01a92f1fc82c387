import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '@/scripts/engines/ports'
import * as contracts from '@/lib/api/contracts/mail'
import type { UserPrincipal } from '@/lib/auth/principal'
import { db } from '@/lib/db'
import { deliverDue } from '@/lib/mailings/deliver'
import { openLink } from '@/lib/sharing/gate/open'
import { makeAgent, type TestAgent } from '@/lib/testing/agents'
import { cast } from '@/lib/testing/cast'
import { stranger, tokenOf } from '@/lib/testing/links'
import { MailServer } from '@/lib/testing/mail-server'
import { EAGER, freshAddress, linkIn, mailOf, send as sendAs } from '@/lib/testing/mailings'
import { agentsShareOutside, operation } from '@/lib/testing/operation'
import { makePerson } from '@/lib/testing/people'
import { beginOne, makeReady } from '@/lib/testing/upload'
import * as mailing from './[id]/route'
import * as extending from './[id]/extend/route'
import * as recipients from './[id]/recipients/route'
import * as resending from './[id]/resend/route'
import * as revoking from './[id]/revoke/route'
import * as mailings from './route'

const send = operation(contracts.sendMailing, mailings.POST)
const list = operation(contracts.listMailings, mailings.GET)
const get = operation(contracts.getMailing, mailing.GET)
const listRecipients = operation(contracts.listMailingRecipients, recipients.GET)
const resend = operation(contracts.resendMailing, resending.POST)
const extend = operation(contracts.extendMailing, extending.POST)
const revoke = operation(contracts.revokeMailing, revoking.POST)

const server = new MailServer()
let sender: UserPrincipal
let agent: TestAgent
let documentId: string

beforeAll(async () => server.start(await freePort()))
afterAll(async () => {
  await server.stop()
  await agentsShareOutside(false)
})
beforeEach(async () => {
  await agentsShareOutside(true)
  sender = await makePerson()
  agent = await makeAgent(sender)
  documentId = (await makeReady(sender)).documentId
})

const opens = async (address: string, at = -1) => {
  const url = linkIn((await server.to(address)).at(at)?.text)
  return openLink(tokenOf(url), stranger(), 'attachment').then(
    () => true,
    () => false,
  )
}
type Recipient = { id: string; address: string; state: string; may: Record<string, boolean> }
const recipientsOf = async (id: string) => (await listRecipients(agent, { id })).body['recipients'] as Recipient[]
const sent = async (addresses: string[], more: object = {}) => {
  const made = await send(agent, { body: { documentIds: [documentId], recipients: addresses, ...more } })
  expect(made.status).toBe(201)
  return { made, id: String(made.body['id']) }
}

describe('what an agent sends', () => {
  test('goes out in its person’s name, and opens', async () => {
    const address = freshAddress()
    const { made, id } = await sent([address], { message: 'Here it is.' })
    expect(made.headers.get('location')).toMatch(new RegExp(`/api/v1/mailings/${id}$`))
    expect(made.body).toMatchObject({
      documents: [{ id: documentId }],
      delivery: 'app',
      seconds: 86_400,
      recipients: 1,
      states: { queued: 1, sent: 0 },
    })
    // The token ends while the message waits; the message was its person's act.
    await db().agentToken.update({ where: { id: agent.principal.tokenId }, data: { revokedAt: new Date() } })
    await agentsShareOutside(false)
    await deliverDue(EAGER)
    const [mail] = await server.to(address)
    expect(mail?.text).toContain('Here it is.')
    expect(mail?.replyTo?.text).toContain(sender.email)
    expect(await opens(address)).toBe(true)
    const event = await db().auditEvent.findFirstOrThrow({ where: { documentId, action: 'mailing.sent' } })
    expect(event).toMatchObject({ actorId: sender.userId, details: { agent: agent.principal.tokenId } })
    expect(await get(await makeAgent(sender), { id })).toMatchObject({ body: { states: { downloaded: 1, queued: 0 } } })
  })

  test('is sent again, extended and taken back, from one recipient and from all', async () => {
    const [a, b] = [freshAddress('a'), freshAddress('b')]
    const { id } = await sent([a, b])
    expect(await resend(agent, { id, body: {} })).toMatchObject({ code: 'CONFLICT' })
    await deliverDue(EAGER)
    const [first, second] = await recipientsOf(id)
    expect([first, second]).toMatchObject([
      { address: a, state: 'sent', may: { resend: true, extend: true, revoke: true } },
      { address: b, state: 'sent' },
    ])
    expect(await extend(agent, { id, body: { seconds: 3600 } })).toMatchObject({ body: { recipients: 2 } })
    expect(await resend(agent, { id, body: { recipientIds: [first!.id] } })).toMatchObject({ body: { recipients: 1 } })
    await deliverDue(EAGER)
    expect([await opens(a, 0), await opens(a, 1), await opens(b)]).toEqual([false, true, true])
    expect(await revoke(agent, { id, body: { recipientIds: [first!.id] } })).toMatchObject({ body: { links: 1 } })
    expect([await opens(a), await opens(b)]).toEqual([false, true])
    expect(await extend(agent, { id, body: { seconds: 60 } })).toMatchObject({ code: 'CONFLICT' })
    expect(await revoke(agent, { id, body: {} })).toMatchObject({ body: { links: 1 } })
    expect(await opens(b)).toBe(false)
    expect(await revoke(agent, { id, body: {} })).toMatchObject({ body: { links: 0 } })
    expect((await recipientsOf(id)).map(({ state }) => state)).toEqual(['revoked', 'revoked'])
  })

  test.each([
    ['nobody', { recipients: [] }],
    ['what is no address', { recipients: ['nobody'] }],
    ['no document', { documentIds: [] }],
    ['a life of weeks', { seconds: 2_000_000 }],
    ['a code before a URL of the store', { delivery: 'direct', asksCode: true }],
  ])('is refused for %s', async (_, more) => {
    const body = { documentIds: [documentId], recipients: [freshAddress()], ...more }
    expect(await send(agent, { body })).toMatchObject({ code: 'BAD_INPUT' })
  })

  test('has to be Ready and its person’s to share', async () => {
    const waiting = await beginOne(sender, 4)
    const body = { recipients: [freshAddress()] }
    expect(await send(agent, { body: { ...body, documentIds: [waiting.documentId] } })).toMatchObject({
      code: 'CONFLICT',
    })
    const { documentId: theirs, who } = await cast()
    for (const person of [who.viewer, who.stranger, who.admin]) {
      const asking = await makeAgent(person)
      const [some, none] = [
        await send(asking, { body: { ...body, documentIds: [theirs] } }),
        await send(asking, { body: { ...body, documentIds: [randomUUID()] } }),
      ]
      expect(some).toMatchObject({ code: 'NOT_FOUND' })
      expect({ ...some.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
    }
    expect(await send(await makeAgent(who.editor), { body: { ...body, documentIds: [theirs] } })).toMatchObject({
      status: 201,
    })
  })
})

test('where agents may not share outside they send nothing, and take back', async () => {
  const address = freshAddress()
  const { id } = await sent([address])
  await deliverDue(EAGER)
  await agentsShareOutside(false)
  const OFF = { status: 403, code: 'OUTSIDE_OFF' }
  expect(await send(agent, { body: { documentIds: [documentId], recipients: [address] } })).toMatchObject(OFF)
  expect(await resend(agent, { id, body: {} })).toMatchObject(OFF)
  expect(await extend(agent, { id, body: { seconds: 3600 } })).toMatchObject(OFF)
  expect(await opens(address)).toBe(true)
  expect(await db().mailing.count({ where: { senderId: sender.userId } })).toBe(1)
  const { requestId: _, ...problem } = (await resend(agent, { id, body: {} })).body
  expect(problem['detail']).toContain('An administrator can allow it')
  expect(await extend(sender, { id, body: { seconds: 3600 } })).toMatchObject({ status: 200 })
  expect(await revoke(agent, { id, body: {} })).toMatchObject({ body: { links: 1 } })
  expect(await opens(address)).toBe(false)
})

describe('whose messages they are', () => {
  test('the sender’s alone, and a recipient belongs to its message', async () => {
    const { id } = await sent([freshAddress()])
    const { id: other } = await sent([freshAddress()])
    const [theirs] = await recipientsOf(other)
    const recipientIds = [theirs!.id]
    for (const refused of [
      await revoke(agent, { id, body: { recipientIds } }),
      await extend(agent, { id, body: { recipientIds, seconds: 60 } }),
      await resend(agent, { id, body: { recipientIds } }),
    ])
      expect(refused).toMatchObject({ code: 'NOT_FOUND' })
    const foreign = await makeAgent(await makePerson('ADMIN'))
    for (const ask of [get, listRecipients, (who: TestAgent, it: { id: string }) => revoke(who, { ...it, body: {} })]) {
      const [some, none] = [await ask(foreign, { id }), await ask(foreign, { id: randomUUID() })]
      expect(some).toMatchObject({ code: 'NOT_FOUND' })
      expect({ ...some.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
    }
    expect((await list(foreign)).body).toEqual({ mailings: [], nextCursor: null })
    expect((await recipientsOf(id)).map(({ state }) => state)).toEqual(['queued'])
  })

  test('a bound token knows messages about its documents and nothing else, and sends no others', async () => {
    const elsewhere = await makeReady(sender)
    const both = [documentId, elsewhere.documentId]
    const { mailingId: mixed } = await sendAs(sender, both, [freshAddress()])
    const { mailingId: other } = await sendAs(sender, [elsewhere.documentId], [freshAddress()])
    const { mailingId: own, ids } = await sendAs(sender, [documentId], [freshAddress()])
    const bound = await makeAgent(sender, { documentIds: [documentId] })
    const { body } = await list(bound)
    expect((body['mailings'] as { id: string }[]).map(({ id }) => id)).toEqual([own])
    for (const id of [mixed, other])
      for (const refused of [
        await get(bound, { id }),
        await listRecipients(bound, { id }),
        await resend(bound, { id, body: {} }),
        await extend(bound, { id, body: { seconds: 60 } }),
        await revoke(bound, { id, body: {} }),
      ])
        expect(refused).toMatchObject({ code: 'NOT_FOUND' })
    expect(await get(bound, { id: own })).toMatchObject({ status: 200 })
    expect(await listRecipients(bound, { id: own })).toMatchObject({
      body: { recipients: [{ id: Object.values(ids)[0] }] },
    })
    expect(await revoke(bound, { id: own, body: {} })).toMatchObject({ body: { links: 1 } })
    const recipients = [freshAddress()]
    expect(await send(bound, { body: { documentIds: both, recipients } })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await send(bound, { body: { documentIds: [documentId], recipients } })).toMatchObject({ status: 201 })
    expect((await list(agent)).body['mailings']).toHaveLength(4)
  })

  test('a token has to have the scope', async () => {
    const { id } = await sent([freshAddress()])
    const reader = await makeAgent(sender, { scopes: ['shares:read', 'documents:write'] })
    const writer = await makeAgent(sender, { scopes: ['shares:write'] })
    const body = mailOf([documentId], [freshAddress()])
    expect(await send(reader, { body: { ...body, delivery: 'app' } })).toMatchObject({ code: 'SCOPE_MISSING' })
    expect(await revoke(reader, { id, body: {} })).toMatchObject({ code: 'SCOPE_MISSING' })
    expect(await list(writer)).toMatchObject({ code: 'SCOPE_MISSING' })
    expect(await list(reader)).toMatchObject({ status: 200 })
  })
})

test('page by page, without a gap or a repetition', async () => {
  const ids: string[] = []
  for (let i = 0; i < 3; i += 1)
    ids.unshift((await sendAs(sender, [documentId], [freshAddress(), freshAddress()])).mailingId)
  const seen: string[] = []
  for (let query: Record<string, string> = { limit: '2' }, pages = 0; pages < 5; pages += 1) {
    const { body } = await list(agent, { query })
    seen.push(...(body['mailings'] as { id: string }[]).map(({ id }) => id))
    if (body['nextCursor'] === null) break
    query = { limit: '2', cursor: body['nextCursor'] as string }
  }
  expect(seen).toEqual(ids)
  const first = await listRecipients(agent, { id: ids[0]!, query: { limit: '1' } })
  const cursor = String(first.body['nextCursor'])
  const second = await listRecipients(agent, { id: ids[0]!, query: { limit: '1', cursor } })
  expect(second.body['nextCursor']).toBeNull()
  expect([first, second].flatMap(({ body }) => body['recipients'])).toEqual(await recipientsOf(ids[0]!))
  expect(await list(agent, { query: { cursor: 'x' } })).toMatchObject({ code: 'BAD_INPUT' })
})
