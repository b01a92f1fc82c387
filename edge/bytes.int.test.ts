import { get } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { UserPrincipal } from '../lib/auth/principal'
import { signTicket } from '../lib/delivery/ticket'
import { mint } from '../lib/documents/mint'
import { TestEdge, ticketOf } from './test-edge'
import { makeLarge, sha256 } from '../lib/testing/large'
import { makePerson } from '../lib/testing/people'

const MiB = 1024 ** 2
const SLICE = 4 * MiB

const edge = new TestEdge()
let owner: UserPrincipal

beforeAll(() => edge.start())
afterAll(() => edge.stop())
beforeEach(async () => {
  owner = await makePerson()
  edge.store.forget()
})

const urlOf = async (documentId: string, disposition: 'attachment' | 'inline' = 'attachment') =>
  (await mint(owner, documentId, { disposition })).url
const body = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

test('ranges at the borders of slices, across them, at the end and beyond it', { timeout: 120_000 }, async () => {
  const size = 3 * SLICE + 1000
  const { documentId, bytes } = await makeLarge(owner, size)
  const url = await urlOf(documentId)
  const ranges: [string, number, number][] = [
    ['bytes=0-0', 0, 0],
    [`bytes=${SLICE - 1}-${SLICE - 1}`, SLICE - 1, SLICE - 1],
    [`bytes=${SLICE - 1}-${SLICE}`, SLICE - 1, SLICE],
    [`bytes=${SLICE}-${SLICE}`, SLICE, SLICE],
    [`bytes=${SLICE}-${2 * SLICE - 1}`, SLICE, 2 * SLICE - 1],
    [`bytes=100-${3 * SLICE + 5}`, 100, 3 * SLICE + 5],
    [`bytes=${3 * SLICE}-`, 3 * SLICE, size - 1],
    ['bytes=-1', size - 1, size - 1],
    [`bytes=${size - 1}-${size + 5 * SLICE}`, size - 1, size - 1],
  ]
  for (const [range, first, last] of ranges) {
    const answer = await fetch(url, { headers: { range } })
    expect([range, answer.status, answer.headers.get('content-range')]).toEqual([
      range,
      206,
      `bytes ${first}-${last}/${size}`,
    ])
    expect((await body(answer)).equals(bytes.subarray(first, last + 1)), range).toBe(true)
  }
  for (const beyond of [`bytes=${size}-`, `bytes=${size + 10 * SLICE}-`, `bytes=${size}-${size + 1}`]) {
    const answer = await fetch(url, { headers: { range: beyond } })
    expect([beyond, answer.status, answer.headers.get('content-range')]).toEqual([beyond, 416, `bytes */${size}`])
    expect(await answer.text()).not.toContain('<')
  }
  // RFC 9110 §14.2: a range that cannot be made sense of is ignored, and several at once may be.
  for (const ignored of ['pages=1-2', 'bytes=0-1,5-6']) {
    const answer = await fetch(url, { headers: { range: ignored } })
    expect([answer.status, (await body(answer)).equals(bytes)]).toEqual([200, true])
  }
})

test('HEAD, If-None-Match and If-Range', async () => {
  const { documentId, bytes } = await makeLarge(owner, SLICE + 5)
  const url = await urlOf(documentId)
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), (await body(head)).length]).toEqual([
    200,
    String(bytes.length),
    0,
  ])
  const etag = head.headers.get('etag')!
  expect(etag).toMatch(/^"[0-9a-f-]+"$/)
  const unchanged = await fetch(url, { headers: { 'if-none-match': etag } })
  expect([unchanged.status, (await body(unchanged)).length]).toEqual([304, 0])
  const changed = await fetch(url, { headers: { 'if-none-match': '"another"' } })
  expect([changed.status, (await body(changed)).equals(bytes)]).toEqual([200, true])
  const ranged = (ifRange: string) => fetch(url, { headers: { range: 'bytes=1-3', 'if-range': ifRange } })
  expect((await ranged(etag)).status).toBe(206)
  const whole = await ranged('"another"')
  expect([whole.status, (await body(whole)).equals(bytes)]).toEqual([200, true])
  const part = await fetch(url, { method: 'HEAD', headers: { range: `bytes=${SLICE}-` } })
  expect([part.status, part.headers.get('content-length')]).toEqual([206, '5'])
})

test('a file without bytes', async () => {
  const { documentId } = await makeLarge(owner, 0)
  const answer = await fetch(await urlOf(documentId))
  expect([answer.status, answer.headers.get('content-length'), (await body(answer)).length]).toEqual([200, '0', 0])
})

test('one object under two names of the answer comes from the store once, whatever the tickets', async () => {
  const { documentId, bytes } = await makeLarge(owner, 2 * SLICE + 7)
  edge.store.forget()
  const first = await fetch(await urlOf(documentId))
  expect((await body(first)).equals(bytes)).toBe(true)
  expect(edge.store.requests).toBe(3)
  const second = await fetch(await urlOf(documentId, 'inline'))
  expect((await body(second)).equals(bytes)).toBe(true)
  expect(edge.store.requests).toBe(3)
  expect(edge.store.bytes).toBeLessThan(bytes.length * 1.01)
})

test('many at once cost the store one', { timeout: 120_000 }, async () => {
  const { documentId, sha256: wanted } = await makeLarge(owner, 3 * SLICE)
  edge.store.forget()
  edge.store.delayMs = 2
  const urls = await Promise.all(Array.from({ length: 12 }, () => urlOf(documentId)))
  const sums = await Promise.all(urls.map(async (url) => sha256(await body(await fetch(url)))))
  edge.store.delayMs = 0
  expect(new Set(sums)).toEqual(new Set([wanted]))
  expect(edge.store.requests).toBe(3)
})

test('200 MB arrive as they were, from the store and from the cache', { timeout: 300_000 }, async () => {
  const { documentId, sha256: wanted } = await makeLarge(owner, 200_000_000)
  for (const from of ['the store', 'the cache']) {
    edge.store.forget()
    expect(sha256(await body(await fetch(await urlOf(documentId)))), from).toBe(wanted)
    expect(edge.store.requests, from).toBe(from === 'the store' ? Math.ceil(200_000_000 / SLICE) : 0)
  }
})

test('a slow store over many slices breaks nothing', { timeout: 120_000 }, async () => {
  const { documentId, sha256: wanted } = await makeLarge(owner, 6 * SLICE)
  edge.store.delayMs = 10
  edge.asked = 0
  expect(sha256(await body(await fetch(await urlOf(documentId))))).toBe(wanted)
  edge.store.delayMs = 0
  expect(edge.asked).toBe(1)
})

test('a slow reader gets all of it, though the ticket ends on the way', { timeout: 120_000 }, async () => {
  const { documentId, sha256: wanted } = await makeLarge(owner, 6 * SLICE)
  const ticket = { ...ticketOf(await urlOf(documentId)), expires: Math.floor(Date.now() / 1000) + 3 }
  const url = `${edge.url}/d?ticket=${signTicket(ticket, edge.keys[0])}`
  const chunks: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    get(url, (answer) => {
      answer.on('error', reject).on('end', resolve)
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        answer.pause()
        setTimeout(() => answer.resume(), 10)
      })
    }).on('error', reject)
  })
  expect(sha256(Buffer.concat(chunks))).toBe(wanted)
  expect((await fetch(url)).status).toBe(403)
})
