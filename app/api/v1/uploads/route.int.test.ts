import { expect, test } from 'vitest'
import type { ApiDocument } from '@/lib/api/document-schema'
import { planSchema, signedPartSchema, uploadSchema, type ApiPlan, type ApiUpload } from '@/lib/api/upload-schema'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { makeAgent } from '@/lib/testing/agents'
import { apiOf, pagesOf, type Api } from '@/lib/testing/api-client'
import { MiB, partOf, sampleBytes, sendPart, sha256, type PartsPlan } from '@/lib/testing/parts'
import { makePerson } from '@/lib/testing/people'
import { beginOne, sendForm } from '@/lib/testing/upload'
import { POST as begin } from '../documents/route'
import { POST as finish } from './[id]/finish/route'
import { POST as parts } from './[id]/parts/route'
import { DELETE, GET as get } from './[id]/route'
import { POST as sign } from './[id]/sign/route'
import { GET as list } from './route'

type Begun = { document: ApiDocument; upload: ApiUpload; plan: ApiPlan }
type Part = { number: number; url: string; headers: Record<string, string>; size: number }

const bodyOf = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T
const codeOf = async (answer: Promise<Response>) => (await bodyOf<{ code: string }>(answer)).code
const beginFile = (api: Api, body: object) => bodyOf<Begun>(api(begin, { to: 'POST /documents', body }))
const read = (api: Api, id: string, query = '') => api(get, { to: `GET /uploads/${id}${query}`, params: { id } })
const cancel = (api: Api, id: string) => api(DELETE, { to: `DELETE /uploads/${id}`, params: { id } })
const post = (api: Api, handler: typeof sign, id: string, end: string, body?: unknown) =>
  api(handler, { to: `POST /uploads/${id}/${end}`, params: { id }, body })

test('a large file goes up in parts by what the plan says', async () => {
  const api = apiOf((await makeAgent(await makePerson())).token)
  const size = 70 * MiB
  const bytes = sampleBytes(size)
  const { upload, plan } = await beginFile(api, { name: 'film.bin', size, checksums: true })
  expect(plan).toEqual(planSchema.parse(plan))
  expect(upload).toEqual(uploadSchema.parse(upload))
  if (plan.strategy !== 'multipart') throw new Error('a large file goes up in parts')
  expect(plan).toMatchObject({ partCount: 5, lastPartSize: size - 4 * plan.partSize, checksums: true, present: [] })
  expect(new URL(plan.sign.url).pathname).toBe(`/api/v1/uploads/${upload.id}/parts`)

  const whole = { ...plan, present: [] } as unknown as PartsPlan
  const numbers = Array.from({ length: plan.partCount }, (_, index) => index + 1)
  const asked = numbers.map((number) => ({ number, sha256: sha256(partOf(bytes, whole, number)).toString('hex') }))
  const signed = await bodyOf<{ parts: Part[] }>(post(api, parts, upload.id, 'parts', { parts: asked }))
  for (const part of signed.parts) {
    const body = partOf(bytes, whole, part.number)
    expect(part).toEqual(signedPartSchema.parse(part))
    expect(part).toMatchObject({ size: body.length, headers: { 'content-length': String(body.length) } })
    if (part.number < 5) expect(await sendPart(part, body)).toBe(200)
  }
  expect(await bodyOf(post(api, finish, upload.id, 'finish'))).toMatchObject({
    arrived: false,
    reason: null,
    upload: { status: 'receiving' },
  })
  expect(await bodyOf(post(api, sign, upload.id, 'sign'))).toMatchObject({ plan: { present: [1, 2, 3, 4] } })
  const waiting = bodyOf<ApiUpload>(read(api, upload.id, '?wait=20'))
  await sendPart(signed.parts[4]!, partOf(bytes, whole, 5))
  expect(await bodyOf(post(api, finish, upload.id, 'finish'))).toMatchObject({ arrived: true, reason: null })
  expect(await waiting).toMatchObject({ status: 'done', rejection: null, replaces: false })
}, 60_000)

test('where the store takes no forms, the plan is one PUT with every header that it wants', async () => {
  const { UPLOAD_STRATEGY } = env()
  Object.assign(env(), { UPLOAD_STRATEGY: 'put' })
  const api = apiOf((await makeAgent(await makePerson())).token)
  const begun = beginFile(api, { name: 'a.txt', size: 5, type: 'text/plain' })
  const { upload, plan } = await begun.finally(() => Object.assign(env(), { UPLOAD_STRATEGY }))
  expect(plan).toEqual(planSchema.parse(plan))
  if (plan.strategy !== 'put') throw new Error('it is one PUT')
  expect(plan.headers).toEqual({ 'content-type': 'text/plain', 'if-none-match': '*', 'content-length': '5' })
  const send = async (body: string) => (await fetch(plan.url, { method: 'PUT', headers: plan.headers, body })).status
  expect(await send('bytes')).toBe(200)
  expect(await bodyOf(post(api, finish, upload.id, 'finish'))).toMatchObject({ arrived: true })
  expect(await bodyOf(read(api, upload.id, '?wait=20'))).toMatchObject({ status: 'done' })
})

test('an upload is the token’s that began it: not another token’s, but its person’s to see and to cancel', async () => {
  const person = await makePerson()
  const [mine, other] = [apiOf((await makeAgent(person)).token), apiOf((await makeAgent(person)).token)]
  const page = pagesOf(person.sessionId)
  const { upload, document } = await beginFile(mine, { name: 'a.txt', size: 1 })
  for (const answer of [
    read(other, upload.id),
    cancel(other, upload.id),
    post(other, sign, upload.id, 'sign'),
    post(other, finish, upload.id, 'finish'),
    post(other, parts, upload.id, 'parts', { parts: [{ number: 1 }] }),
  ]) {
    expect(await codeOf(answer)).toBe('NOT_FOUND')
  }
  const listed = async (api: Api) => (await bodyOf<{ uploads: ApiUpload[] }>(api(list, { to: 'GET /uploads' }))).uploads
  expect((await listed(mine)).map(({ id }) => id)).toEqual([upload.id])
  expect(await listed(other)).toEqual([])
  expect(await listed(page)).toEqual([])
  expect(await bodyOf(read(page, upload.id))).toMatchObject({ status: 'receiving', name: 'a.txt' })
  expect((await cancel(page, upload.id)).status).toBe(204)
  expect(await bodyOf(read(page, upload.id))).toMatchObject({ status: 'cancelled' })
  expect(await db().document.findUnique({ where: { id: document.id }, select: { deletedAt: true } })).not.toEqual({
    deletedAt: null,
  })
})

test('an agent has no part in what its person uploads on the page', async () => {
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  const { uploadId } = await beginOne(person, 1)
  expect(await codeOf(read(api, uploadId))).toBe('NOT_FOUND')
  expect(await codeOf(post(api, sign, uploadId, 'sign'))).toBe('NOT_FOUND')
})

test('a rejected upload says why', async () => {
  const api = apiOf((await makeAgent(await makePerson())).token)
  const { upload, plan } = await beginFile(api, { name: 'a.txt', size: 5, sha256: '0'.repeat(64) })
  if (plan.strategy !== 'post') throw new Error('a small file goes up as one form')
  await sendForm(plan, 'bytes')
  expect(await bodyOf(post(api, finish, upload.id, 'finish'))).toMatchObject({
    arrived: false,
    reason: expect.stringContaining('SHA-256'),
    upload: { status: 'rejected', rejection: expect.stringContaining('SHA-256') },
  })
  expect(await codeOf(post(api, sign, upload.id, 'sign'))).toBe('CONFLICT')
})

test('uploads under way are listed page by page', async () => {
  const api = apiOf((await makeAgent(await makePerson())).token)
  for (let n = 0; n < 5; n += 1) await beginFile(api, { name: `${n}.txt`, size: n === 0 ? 100 * MiB : 1 })
  const page = (query: string) =>
    bodyOf<{ uploads: ApiUpload[]; nextCursor: string | null }>(api(list, { to: `GET /uploads?${query}` }))
  expect((await page('strategy=multipart')).uploads.map(({ name }) => name)).toEqual(['0.txt'])
  expect((await page('status=verifying')).uploads).toEqual([])
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { uploads, nextCursor } = await page(`limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    seen.push(...uploads.map(({ name }) => name))
    cursor = nextCursor
  }
  expect(seen).toEqual(['4.txt', '3.txt', '2.txt', '1.txt', '0.txt'])
  for (const cursor of ['x', '2026-13-01T00:00:00.000Z_00000000-0000-0000-0000-000000000000', '_']) {
    expect((await api(list, { to: `GET /uploads?cursor=${cursor}` })).status).toBe(400)
  }
})
