import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { UserPrincipal } from '../lib/auth/principal'
import { db } from '../lib/db'
import { deleteDocument } from '../lib/documents/delete'
import { mint } from '../lib/documents/mint'
import { rekey } from '../lib/documents/rekey'
import { revoke } from '../lib/sharing/revoke'
import { TestEdge } from './test-edge'
import { makePerson } from '../lib/testing/people'
import { makeReady } from '../lib/testing/upload'

const edge = new TestEdge()
let bytes: string
let owner: UserPrincipal
let reader: UserPrincipal
let documentId: string
let capabilityId: string

beforeAll(() => edge.start())
afterAll(() => edge.stop())
beforeEach(async () => {
  ;[owner, reader] = [await makePerson(), await makePerson()]
  bytes = `%PDF-1.7 what is taken back ${crypto.randomUUID()}`
  documentId = (await makeReady(owner, bytes)).documentId
  const grant = await db().capability.create({
    data: { documentId, kind: 'USER', userId: reader.userId, giverId: owner.userId, role: 'VIEWER' },
    select: { id: true },
  })
  capabilityId = grant.id
})

const statusOf = async (url: string) => {
  const answer = await fetch(url)
  return [answer.status, (await answer.text()) === bytes] as const
}
const cached = () =>
  readdirSync(join(edge.dataDir, 'edge/cache'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )

test('revoked means that cached bytes are refused, without moving the file and to nobody else', async () => {
  const [theirs, mine] = [await mint(reader, documentId), await mint(owner, documentId)]
  for (const { url } of [theirs, mine]) expect(await statusOf(url)).toEqual([200, true])
  const before = await db().document.findUniqueOrThrow({ where: { id: documentId }, select: { objectId: true } })
  const answer = await revoke(owner, [{ kind: 'USER', id: capabilityId }])
  expect(answer).toMatchObject({ grants: 1, urlsKilled: 1, urlsPending: 0, urlsEnding: 0 })
  // When the answer is there, not two seconds later.
  expect(await statusOf(theirs.url)).toEqual([403, false])
  expect(await statusOf(mine.url)).toEqual([200, true])
  expect(await db().document.findUniqueOrThrow({ where: { id: documentId }, select: { objectId: true } })).toEqual(
    before,
  )
})

test('a right that ends without anybody enforcing it ends at the edge within two seconds', async () => {
  const { url } = await mint(reader, documentId)
  expect(await statusOf(url)).toEqual([200, true])
  await db().capability.update({ where: { id: capabilityId }, data: { revokedAt: new Date() }, select: { id: true } })
  await vi.waitFor(async () => expect(await statusOf(url)).toEqual([403, false]), { timeout: 2_000, interval: 50 })
})

test('an answer of the app holds for its second and no longer, so many ranges cost few questions', async () => {
  const { url } = await mint(reader, documentId)
  edge.asked = 0
  const started = Date.now()
  for (let n = 0; n < 30; n += 1) expect((await fetch(url, { headers: { range: `bytes=${n % 9}-` } })).status).toBe(206)
  expect(edge.asked).toBeLessThanOrEqual(2 + Math.ceil((Date.now() - started) / 1000))
})

test('without the app there is no byte, cached or not', async () => {
  const { url } = await mint(reader, documentId)
  expect(await statusOf(url)).toEqual([200, true])
  await edge.stopApp()
  await vi.waitFor(async () => expect(await statusOf(url)).toEqual([503, false]), { timeout: 2_000, interval: 50 })
  const again = await fetch(url)
  expect([again.headers.get('retry-after'), await again.text()]).toEqual(['5', expect.stringContaining('Try again')])
  await edge.startApp()
  expect(await statusOf(url)).toEqual([200, true])
})

test('without the store what is cached is answered while the app says so, and nothing else', async () => {
  const { url } = await mint(reader, documentId)
  const other = await makeReady(owner, '%PDF-1.7 never asked for')
  expect(await statusOf(url)).toEqual([200, true])
  const cold = await mint(owner, other.documentId)
  await edge.store.close()
  expect(await statusOf(url)).toEqual([200, true])
  expect(await statusOf(cold.url)).toEqual([503, false])
  await db().capability.update({ where: { id: capabilityId }, data: { revokedAt: new Date() }, select: { id: true } })
  await vi.waitFor(async () => expect(await statusOf(url)).toEqual([403, false]), { timeout: 2_000, interval: 50 })
  await edge.store.open()
  expect((await fetch(cold.url)).status).toBe(200)
})

test.each([
  ['a move to another key', () => rekey(documentId)],
  ['a deletion', () => deleteDocument(owner, documentId)],
  ['a revocation', () => revoke(owner, [{ kind: 'USER', id: capabilityId }])],
])('%s makes the edge forget the bytes', async (_, change) => {
  const { url } = await mint(reader, documentId)
  expect(await statusOf(url)).toEqual([200, true])
  const kept = () => cached().filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(bytes))
  const [file] = kept()
  expect(existsSync(join(file!.parentPath, file!.name))).toBe(true)
  await change()
  await vi.waitFor(() => expect(existsSync(join(file!.parentPath, file!.name))).toBe(false), { timeout: 5_000 })
})

test('nobody else makes it forget', async () => {
  const body = JSON.stringify({ key: 'objects/abcdefghijklmnopqrstuvwxyz234567', from: 0, to: 1 })
  const ask = (method: string, authorization: string) =>
    fetch(`${edge.url}/-/purge`, { method, headers: { authorization }, ...(method === 'GET' ? {} : { body }) })
  const right = `Bearer ${edge.secret}`
  const wrong = [
    await ask('POST', ''),
    await ask('POST', `${right}x`),
    await ask('POST', 'Bearer '),
    await ask('GET', right),
  ]
  expect(wrong.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect((await ask('POST', right)).status).toBe(200)
})

test('no ticket, signature or secret is in what the edge writes down', async () => {
  const { url } = await mint(reader, documentId)
  await statusOf(url)
  const logs = ['edge.log', 'edge/access.log'].map((name) => readFileSync(join(edge.dataDir, name), 'utf8')).join('\n')
  expect(logs).toMatch(/GET \/d 200 \d+ .*url=[0-9a-f-]{36} cache=(MISS|HIT)/)
  for (const secret of ['ticket=', 'X-Amz', edge.secret, ...edge.keys]) expect(logs).not.toContain(secret)
})
