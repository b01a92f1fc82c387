import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createDocument } from '@/lib/api/contracts/documents'
import { documentSchema, type ApiDocument } from '@/lib/api/document-schema'
import type { ApiPlan, ApiUpload } from '@/lib/api/upload-schema'
import { db } from '@/lib/db'
import { makeAgent } from '@/lib/testing/agents'
import { apiOf, pagesOf, type Api } from '@/lib/testing/api-client'
import { makePerson } from '@/lib/testing/people'
import { giveTo } from '@/lib/testing/sharing'
import { makeReady, sendForm } from '@/lib/testing/upload'
import { GET as content } from './[id]/content/route'
import { POST as replace } from './[id]/file/route'
import { DELETE, GET as get, PATCH } from './[id]/route'
import { POST as finish } from '../uploads/[id]/finish/route'
import { GET as list, POST as begin } from './route'

type Begun = { document: ApiDocument; upload: ApiUpload; plan: ApiPlan }

const read = (api: Api, id: string, query = '', headers: Record<string, string> = {}) =>
  api(get, { to: `GET /documents/${id}${query}`, params: { id }, headers })
const rename = (api: Api, id: string, name: string, headers: Record<string, string> = {}) =>
  api(PATCH, { to: `PATCH /documents/${id}`, params: { id }, body: { name }, headers })
const bodyOf = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T
const codeOf = async (answer: Promise<Response>) => (await bodyOf<{ code: string }>(answer)).code

async function send({ plan, upload }: Begun, bytes: string, api: Api): Promise<void> {
  if (plan.strategy !== 'post') throw new Error('a small file goes up as one form')
  expect((await sendForm(plan, bytes)).status).toBe(201)
  const { pathname } = new URL(plan.finish.url)
  expect(pathname).toBe(`/api/v1/uploads/${upload.id}/finish`)
  await api(finish, { to: `POST /uploads/${upload.id}/finish`, params: { id: upload.id } })
}

test('an agent brings a document, waits for it, fetches, renames and deletes it', async () => {
  const api = apiOf((await makeAgent(await makePerson())).token)
  const bytes = 'what an agent wrote'
  const file = { name: 'report.txt', size: bytes.length, type: 'text/plain' }
  const created = await api(begin, { to: 'POST /documents', body: file })
  expect(created.status).toBe(201)
  const begun = (await created.json()) as Begun
  expect(begun).toEqual(createDocument.answers[201]!.body!.parse(begun))
  const { id } = begun.document
  expect(new URL(created.headers.get('location')!).pathname).toBe(`/api/v1/documents/${id}`)
  expect(begun.document).toMatchObject({ name: 'report.txt', status: 'uploading', role: 'owner' })
  expect(begun.upload).toMatchObject({ documentId: id, status: 'receiving', strategy: 'post', replaces: false })
  const waiting = bodyOf<ApiDocument>(read(api, id, '?wait=20'))
  await send(begun, bytes, api)
  const ready = await waiting
  expect(ready).toEqual(documentSchema.parse(ready))
  expect(ready).toMatchObject({ status: 'ready', contentType: 'text/plain', size: bytes.length })

  const url = await api(content, { to: `GET /documents/${id}/content?redirect=false`, params: { id } })
  expect(await (await fetch(((await url.json()) as { url: string }).url)).text()).toBe(bytes)
  expect(await bodyOf(rename(api, id, 'renamed.txt'))).toMatchObject({ name: 'renamed.txt' })
  expect((await api(DELETE, { to: `DELETE /documents/${id}`, params: { id } })).status).toBe(204)
  expect((await read(api, id)).status).toBe(404)
})

test('a list is searched in either case and literally, and read page by page', async () => {
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  for (const name of ['Offer 100%.txt', 'offer_2.txt', 'OFFER three.txt', 'other.txt']) {
    await api(begin, { to: 'POST /documents', body: { name, size: 1 } })
  }
  await makeReady(person, 'bytes', 'offer ready.txt')
  const page = (query: string) =>
    bodyOf<{ documents: ApiDocument[]; nextCursor: string | null }>(api(list, { to: `GET /documents?${query}` }))
  const names = async (query: string) => (await page(query)).documents.map(({ name }) => name).toSorted()
  expect(await names('search=OFFER')).toHaveLength(4)
  expect(await names('search=0%25')).toEqual(['Offer 100%.txt'])
  expect(await names('search=r_')).toEqual(['offer_2.txt'])
  expect(await names('search=offer&status=ready')).toEqual(['offer ready.txt'])
  expect(await names('show=shared')).toEqual([])
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { documents, nextCursor } = await page(`limit=2&sort=name&direction=asc${cursor && `&cursor=${cursor}`}`)
    expect(documents.length).toBeLessThanOrEqual(2)
    seen.push(...documents.map(({ name }) => name))
    cursor = nextCursor
  }
  expect(seen).toEqual(['Offer 100%.txt', 'offer ready.txt', 'OFFER three.txt', 'offer_2.txt', 'other.txt'])
  for (const query of ['limit=0', 'limit=101', 'cursor=x', 'search=%00', 'search=', 'status=Ready', 'sort=owner']) {
    expect((await api(list, { to: `GET /documents?${query}` })).status, query).toBe(400)
  }
})

test('a bound token meets its documents alone, and makes no new ones', async () => {
  const person = await makePerson()
  const [inside, outside] = [await makeReady(person), await makeReady(person)]
  const api = apiOf((await makeAgent(person, { documentIds: [inside.documentId] })).token)
  const { documents } = await bodyOf<{ documents: ApiDocument[] }>(api(list, { to: 'GET /documents' }))
  expect(documents.map(({ id }) => id)).toEqual([inside.documentId])
  for (const answer of [read(api, outside.documentId), rename(api, outside.documentId, 'x')]) {
    expect(await codeOf(answer)).toBe('NOT_FOUND')
  }
  expect(await codeOf(api(begin, { to: 'POST /documents', body: { name: 'a', size: 1 } }))).toBe('NOT_ALLOWED')
  const newFile = (id: string) =>
    api(replace, { to: `POST /documents/${id}/file`, params: { id }, body: { size: 3, type: 'text/plain' } })
  expect(await codeOf(newFile(outside.documentId))).toBe('NOT_FOUND')
  const begun = await bodyOf<Begun>(newFile(inside.documentId))
  expect(begun.document).toMatchObject({ status: 'ready', newFile: { status: 'receiving' } })
  await send(begun, 'new', api)
  expect(await bodyOf(read(api, inside.documentId))).toMatchObject({ size: 3, newFile: { status: 'done' } })
})

test('an ETag is of what was read: it changes with name, file and status, and guards changes', async () => {
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  const { documentId: id } = await makeReady(person)
  const etagOf = async () => (await read(api, id)).headers.get('etag')!
  const first = await etagOf()
  expect(first).toMatch(/^"[\w.-]+"$/)
  expect((await read(api, id, '', { 'if-none-match': first })).status).toBe(304)
  expect((await read(api, id, '', { 'if-none-match': `"x", W/${first}` })).status).toBe(304)

  // A digest is news about the same bytes: a reader is told of it, and who did not know of it overwrites nothing.
  await db().document.update({ where: { id }, data: { digest: 'sha256:later' } })
  expect((await read(api, id, '', { 'if-none-match': first })).status).toBe(200)
  const renamed = await rename(api, id, 'second.pdf', { 'if-match': first })
  expect(renamed.status).toBe(200)
  const second = renamed.headers.get('etag')!
  expect(await codeOf(rename(api, id, 'third.pdf', { 'if-match': first }))).toBe('CHANGED')
  expect(
    await codeOf(api(DELETE, { to: `DELETE /documents/${id}`, params: { id }, headers: { 'if-match': first } })),
  ).toBe('CHANGED')
  expect(second).toBe(await etagOf())

  const race = await Promise.all(['a', 'b', 'c'].map((name) => rename(api, id, name, { 'if-match': second })))
  expect(race.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412, 412])
  expect((await rename(api, id, 'any.pdf', { 'if-match': '*' })).status).toBe(200)
})

test('a stranger’s If-Match says nothing of what they may not see', async () => {
  const [owner, viewer] = [await makePerson(), await makePerson()]
  const { documentId } = await makeReady(owner)
  const stranger = apiOf((await makeAgent(viewer)).token)
  expect(await codeOf(rename(stranger, documentId, 'x', { 'if-match': '"x"' }))).toBe('NOT_FOUND')
  await giveTo(viewer, documentId, owner)
  expect(await codeOf(rename(stranger, documentId, 'x', { 'if-match': '*' }))).toBe('NOT_FOUND')
})

test('bytes with another SHA-256 than the declared one are rejected; right ones have their digest at once', async () => {
  const api = apiOf((await makeAgent(await makePerson())).token)
  const sum = createHash('sha256').update('right').digest()
  for (const [bytes, sha256, status] of [
    ['right', sum.toString('hex'), 'ready'],
    ['right', sum.toString('base64'), 'ready'],
    ['wrong', sum.toString('hex'), 'rejected'],
  ] as const) {
    const begun = await bodyOf<Begun>(api(begin, { to: 'POST /documents', body: { name: 'a', size: 5, sha256 } }))
    await send(begun, bytes, api)
    const document = await bodyOf<ApiDocument>(read(api, begun.document.id, '?wait=20'))
    expect(document.status).toBe(status)
    if (status === 'ready') expect(document.digest).toBe(`sha256:${sum.toString('base64')}`)
    else expect(document.rejection).toContain('SHA-256')
  }
  const large = { name: 'a', size: 100 * 1024 ** 2, sha256: sum.toString('hex') }
  expect(await codeOf(api(begin, { to: 'POST /documents', body: large }))).toBe('BAD_INPUT')
})

test('what an agent may is what its person may and its scopes allow', async () => {
  const person = await makePerson()
  const { documentId } = await makeReady(person)
  const mayOf = async (api: Api) => (await bodyOf<ApiDocument>(read(api, documentId))).may
  const reader = apiOf((await makeAgent(person, { scopes: ['documents:read'] })).token)
  expect(await mayOf(reader)).toEqual({
    download: true,
    preview: true,
    rename: false,
    replace: false,
    share: false,
    delete: false,
  })
  expect(Object.values(await mayOf(pagesOf(person.sessionId)))).toEqual([true, true, true, true, true, true])
  const refused = await rename(reader, documentId, 'x')
  expect(refused.status).toBe(403)
  expect(refused.headers.get('www-authenticate')).toContain('scope="documents:write"')
  expect(refused.headers.get('ratelimit')).toMatch(/^"token";r=\d+;t=\d+$/)
})
