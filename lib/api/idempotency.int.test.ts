import { expect, test } from 'vitest'
import { POST as begin } from '@/app/api/v1/documents/route'
import { POST as replace } from '@/app/api/v1/documents/[id]/file/route'
import { POST as regenerate } from '@/app/api/v1/links/[id]/regenerate/route'
import { POST as sign } from '@/app/api/v1/uploads/[id]/sign/route'
import { db } from '../db'
import { deleteDocument } from '../documents/delete'
import { AppError } from '../errors'
import { makeAgent } from '../testing/agents'
import { apiOf, type Api } from '../testing/api-client'
import { agentsShareOutside } from '../testing/operation'
import { makePerson } from '../testing/people'
import { giveTo, makeLink } from '../testing/sharing'
import { makeReady } from '../testing/upload'
import { once, sweepIdempotencyKeys } from './idempotency'

const file = { name: 'once.txt', size: 5, type: 'text/plain' }
const post = (api: Api, key: string, body: object = file) =>
  api(begin, { to: 'POST /documents', body, headers: { 'idempotency-key': key } })
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

test('100 requests at once with one key make one document', async () => {
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  const answers = await Promise.all(Array.from({ length: 100 }, () => post(api, 'one')))
  expect(await db().document.count({ where: { ownerId: person.userId } })).toBe(1)
  const made = answers.filter(({ status }) => status === 201)
  expect(made.filter(({ headers }) => !headers.has('idempotent-replayed'))).toHaveLength(1)
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect(answer.status).toBe(409)
    expect(answer.headers.get('retry-after')).toBe('1')
  }
  expect(new Set(await Promise.all(made.map((answer) => answer.text()))).size).toBe(1)
})

test('the same request is given the first answer, and nothing of it can be read in the database', async () => {
  const person = await makePerson()
  const agent = await makeAgent(person)
  const api = apiOf(agent.token)
  const first = await post(api, 'again')
  const text = await first.text()
  const second = await post(api, 'again')
  expect(second.headers.get('idempotent-replayed')).toBe('true')
  expect(await second.text()).toBe(text)
  for (const name of ['location', 'content-type', 'etag']) {
    expect(second.headers.get(name)).toBe(first.headers.get(name))
  }
  expect(second.headers.get('ratelimit')).not.toBe(first.headers.get('ratelimit'))
  const rows = await db()
    .$queryRaw`SELECT k::text FROM "IdempotencyKey" k WHERE holder = ${agent.principal.tokenId}::uuid`
  expect(JSON.stringify(rows)).not.toMatch(/once\.txt|x-amz|incoming/i)

  // Another token of the same person is somebody else.
  expect((await post(apiOf((await makeAgent(person)).token), 'again')).headers.has('idempotent-replayed')).toBe(false)
})

test('a key belongs to one request', async () => {
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  const { documentId: id } = await makeReady(person)
  await post(api, 'mine')
  const other = await post(api, 'mine', { ...file, size: 6 })
  expect([other.status, await codeOf(other)]).toEqual([422, 'IDEMPOTENCY_MISMATCH'])
  const elsewhere = await api(replace, {
    to: `POST /documents/${id}/file`,
    params: { id },
    body: file,
    headers: { 'idempotency-key': 'mine' },
  })
  expect(elsewhere.status).toBe(422)
  for (const key of ['', 'with space', 'x'.repeat(256)]) {
    const answer = await post(api, key)
    expect([key, answer.status, await codeOf(answer)]).toEqual([key, 400, 'BAD_INPUT'])
  }
  expect((await post(api, '~'.repeat(255))).status).toBe(201)
})

test('what was refused or broke is worked out anew', async () => {
  const { principal } = await makeAgent(await makePerson())
  const request = () => new Request('http://x/api/v1/things', { method: 'POST', headers: { 'idempotency-key': 'k' } })
  const still = async () => {}
  const refusing = async () => {
    throw new AppError('QUOTA_EXCEEDED')
  }
  const broken = async () => new Response('{}', { status: 503 })
  await expect(once(principal, request(), {}, { work: refusing, still })).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
  })
  expect((await once(principal, request(), {}, { work: broken, still })).status).toBe(503)
  const done = await once(
    principal,
    request(),
    { a: 1 },
    { work: async () => new Response(null, { status: 204 }), still },
  )
  expect(done.status).toBe(204)
  const replayed = await once(principal, request(), { a: 1 }, { work: refusing, still })
  expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([204, 'true'])
})

test('a process that died at its work frees its key after the claim, and comes too late with its answer', async () => {
  const { principal } = await makeAgent(await makePerson())
  const request = () => new Request('http://x/api/v1/things', { method: 'POST', headers: { 'idempotency-key': 'k' } })
  const still = async () => {}
  let finish: (answer: Response) => void = () => {}
  const slow = once(
    principal,
    request(),
    {},
    {
      work: () => new Promise<Response>((resolve) => (finish = resolve)),
      still,
    },
  )
  const which = { holder: principal.tokenId, key: 'k' }
  await expect.poll(() => db().idempotencyKey.count({ where: which })).toBe(1)
  const second = () => once(principal, request(), {}, { work: async () => Response.json('second'), still })
  await expect(second()).rejects.toMatchObject({ code: 'CONFLICT' })
  await db().idempotencyKey.updateMany({ where: which, data: { claimedUntil: new Date(Date.now() - 1) } })
  expect(await (await second()).json()).toBe('second')
  finish(Response.json('first'))
  await slow
  expect(await (await second()).json()).toBe('second')
})

test('an answer that was kept does not outlive the right to it', async () => {
  const [owner, editor] = [await makePerson(), await makePerson()]
  const api = apiOf((await makeAgent(editor)).token)
  const { documentId: id } = await makeReady(owner)
  const { id: grantId } = await giveTo(editor, id, owner, { role: 'EDITOR' })
  const mine = await makeAgent(owner)
  const newFile = () =>
    api(replace, {
      to: `POST /documents/${id}/file`,
      params: { id },
      body: file,
      headers: { 'idempotency-key': 'new-file' },
    })
  const first = await newFile()
  expect(first.status).toBe(201)
  expect((await newFile()).headers.get('idempotent-replayed')).toBe('true')
  const { upload } = (await first.json()) as { upload: { id: string } }
  const signing = () =>
    api(sign, {
      to: `POST /uploads/${upload.id}/sign`,
      params: { id: upload.id },
      headers: { 'idempotency-key': 'sign' },
    })
  expect((await signing()).status).toBe(200)
  await db().capability.update({ where: { id: grantId }, data: { revokedAt: new Date() } })
  for (const answer of [await newFile(), await signing()]) {
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'NOT_FOUND'])
  }

  const { way } = await makeLink(id, owner)
  const regenerating = () =>
    apiOf(mine.token)(regenerate, {
      to: `POST /links/${way.id}/regenerate`,
      params: { id: way.id },
      headers: { 'idempotency-key': 'link' },
    })
  await agentsShareOutside(true)
  expect((await regenerating()).status).toBe(200)
  expect((await regenerating()).headers.get('idempotent-replayed')).toBe('true')
  await agentsShareOutside(false)
  await deleteDocument(owner, id)
  expect((await regenerating()).status).toBe(404)

  const own = await post(api, 'own')
  const { document } = (await own.json()) as { document: { id: string } }
  await deleteDocument(editor, document.id)
  expect((await post(api, 'own')).status).toBe(404)
})

test('keys are forgotten after a day', async () => {
  const agent = await makeAgent(await makePerson())
  await post(apiOf(agent.token), 'old')
  await post(apiOf(agent.token), 'young')
  const holder = agent.principal.tokenId
  const data = { expiresAt: new Date(Date.now() - 1) }
  await db().idempotencyKey.update({ where: { holder_key: { holder, key: 'old' } }, data })
  await sweepIdempotencyKeys()
  expect(await db().idempotencyKey.findMany({ where: { holder }, select: { key: true } })).toEqual([{ key: 'young' }])
})
