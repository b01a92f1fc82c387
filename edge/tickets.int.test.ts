import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UserPrincipal } from '../lib/auth/principal'
import { db } from '../lib/db'
import { signTicket, type Ticket } from '../lib/delivery/ticket'
import { mint } from '../lib/documents/mint'
import { TestEdge, ticketOf } from './test-edge'
import { makePerson } from '../lib/testing/people'
import { makeReady } from '../lib/testing/upload'

const edge = new TestEdge()
const BYTES = '%PDF-1.7 what the edge hands out'
let owner: UserPrincipal
let documentId: string

beforeAll(() => edge.start())
afterAll(() => edge.stop())
beforeEach(async () => {
  owner = await makePerson()
  documentId = (await makeReady(owner, BYTES, 'Ünïcode "quote" ☃.pdf')).documentId
})

const status = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init)
  const text = await answer.text()
  expect(text).not.toContain('%PDF')
  return answer.status
}

const urlOf = (ticket: string) => `${edge.url}/d?ticket=${ticket}`

test('a ticket is answered with the bytes, the name and the type that the app decided', async () => {
  const { url, how } = await mint(owner, documentId)
  expect(how).toBe('edge')
  const answer = await fetch(url)
  expect([answer.status, await answer.text()]).toEqual([200, BYTES])
  const headers = Object.fromEntries(answer.headers)
  for (const name of ['date', 'last-modified', 'etag']) delete headers[name]
  expect(headers).toEqual({
    'accept-ranges': 'bytes',
    'access-control-allow-origin': process.env['APP_URL'],
    'access-control-expose-headers': 'Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag',
    'cache-control': 'private, no-store',
    connection: 'keep-alive',
    'content-disposition': `attachment; filename="?n?code \\"quote\\" ?.pdf"; filename*=UTF-8''${encodeURIComponent('Ünïcode "quote" ☃.pdf')}`,
    'content-length': String(BYTES.length),
    'content-security-policy': 'sandbox',
    'content-type': 'application/pdf',
    'referrer-policy': 'no-referrer',
    server: 'nginx',
    'x-content-type-options': 'nosniff',
  })
  const [issued] = await db().issuedUrl.findMany({ where: { documentId } })
  expect(issued).toMatchObject({ delivery: 'EDGE', disposition: 'ATTACHMENT' })
})

describe('what is not the app’s word is refused without asking the app', () => {
  test('forged, altered, expired, cut off, doubled, empty', async () => {
    const { url } = await mint(owner, documentId)
    const good = new URL(url).searchParams.get('ticket')!
    const [body = '', mac = ''] = good.split('.')
    const ticket = ticketOf(url)
    const altered = (change: Partial<Ticket>) =>
      `${signTicket({ ...ticket, ...change }, 'somebody else’s key of thirty-two characters').split('.')[0]}.${mac}`
    const refused = [
      signTicket(ticket, 'somebody else’s key of thirty-two characters'),
      altered({ disposition: 'inline' }),
      altered({ type: 'text/html' }),
      altered({ expires: ticket.expires + 3600 }),
      altered({ issuedUrlId: crypto.randomUUID() }),
      signTicket({ ...ticket, expires: Math.floor(Date.now() / 1000) }, edge.keys[0]),
      signTicket({ ...ticket, key: 'incoming/abcdefghijklmnopqrstuvwxyz234567' }, edge.keys[0]),
      signTicket({ ...ticket, key: '../documents/x' }, edge.keys[0]),
      body,
      `${body}.`,
      `.${mac}`,
      `${body}.${mac}x`,
      `${body}.${mac.slice(0, -1)}`,
      `x&ticket=${good}`,
      '',
    ]
    edge.asked = 0
    for (const one of refused) expect(await status(urlOf(one)), one).toBe(403)
    expect(await status(`${edge.url}/d`)).toBe(403)
    expect(edge.asked).toBe(0)
    expect((await fetch(url)).status).toBe(200)
    expect(edge.asked).toBe(1)
  })

  test('other methods, other paths', async () => {
    const { url } = await mint(owner, documentId)
    edge.asked = 0
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
      expect(await status(url, { method }), method).toBe(405)
    const { search } = new URL(url)
    const key = ticketOf(url).key
    for (const path of [
      '/',
      '/D',
      '/d/',
      `/d/${key}`,
      `/${key}`,
      '/-/authorize',
      '/-/purge',
      '/api/edge/authorize',
      '/nginx.conf',
    ])
      expect(await status(edge.url + path + search), path).toBe(404)
    expect(edge.asked).toBe(0)
  })
})

test('a ticket that was signed with the key before is taken, and one of two keys ago is not', async () => {
  const ticket = ticketOf((await mint(owner, documentId)).url)
  expect((await fetch(urlOf(signTicket(ticket, edge.keys[1])))).status).toBe(200)
  expect(await status(urlOf(signTicket(ticket, 'two keys ago, of more than thirty-two characters')))).toBe(403)
})

test('a ticket for another object than its row’s is refused by the app', async () => {
  const other = await makeReady(owner, '%PDF-1.7 another')
  const [mine, theirs] = [await mint(owner, documentId), await mint(owner, other.documentId)]
  const crossed = { ...ticketOf(mine.url), key: ticketOf(theirs.url).key }
  expect(await status(urlOf(signTicket(crossed, edge.keys[0])))).toBe(403)
})

test('the question of the edge is answered to nobody else', async () => {
  const { key, issuedUrlId } = ticketOf((await mint(owner, documentId)).url)
  const ask = (authorization: string) =>
    fetch(`${edge.appUrl}/api/edge/authorize`, {
      headers: { authorization, 'x-edge-url-id': issuedUrlId, 'x-edge-key': key },
    })
  for (const wrong of ['', 'Bearer ', 'Bearer x', `Bearer ${edge.secret}x`, `Basic ${edge.secret}`]) {
    const answer = await ask(wrong)
    expect([answer.status, await answer.text(), answer.headers.get('x-edge-origin')]).toEqual([404, '', null])
  }
  const answer = await ask(`Bearer ${edge.secret}`)
  expect([answer.status, answer.headers.get('x-edge-size')]).toEqual([204, String(BYTES.length)])
  expect(new URL(answer.headers.get('x-edge-origin')!, edge.store.url).searchParams.get('X-Amz-Expires')).toBe('43200')
})
