import { randomUUID } from 'node:crypto'
import { BALANCED, audit, listBucket } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { notify } from './chaos/notify.ts'
import { until } from './chaos/rig.ts'
import { WebClient, send } from './chaos/web-client.ts'

const MiB = 1024 ** 2
const EVENTS = '/api/storage/events'

test('notifications that are forged, broken, too large or about nothing get a clean status and change nothing', async ({
  rig,
}) => {
  const server = await rig.serve()
  const token = rig.settings['STORAGE_EVENTS_TOKEN']!
  const authorization = `Bearer ${token}`
  const post = (body: BodyInit, headers: Record<string, string> = { authorization }) =>
    server.status(EVENTS, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
  const endless = () => {
    const piece = new Uint8Array(MiB)
    let left = 12
    return new ReadableStream({ pull: (c) => (left-- > 0 ? c.enqueue(piece) : c.close()) })
  }
  const deep = '['.repeat(200_000)

  expect(await post('{}', {})).toBe(401)
  expect(await post('{}', { authorization: 'Bearer wrong' })).toBe(401)
  expect(await post('{}', { authorization: `Basic ${btoa(`store:${token}`)}` })).toBe(401)
  expect(await post(new Uint8Array(9 * MiB), {})).toBe(401)
  for (const body of ['', 'null', '{"key":', deep, new Uint8Array([0xff, 0xfe, 0])]) expect(await post(body)).toBe(400)
  expect(await post(new Uint8Array(8 * MiB + 1))).toBe(413)
  expect(await post(endless())).toBe(413)
  for (const key of [
    `incoming/${randomUUID()}`,
    `objects/${randomUUID()}`,
    '../../etc/passwd',
    'incoming/\u0000',
    "incoming/';--",
  ])
    expect(await notify(server, token, key), key).toBe(204)
  expect(await notify(server, token, 'incoming/x', 'another-bucket')).toBe(204)
  for (const method of ['GET', 'PUT', 'DELETE'])
    expect(await server.status(EVENTS, { method, headers: { authorization } })).toBe(405)
  expect(server.log).not.toMatch(/"level":[56]0/)
  expect(server.log).not.toContain(token)
  await server.engine.stop()
})

test('the same notification 50 times at two servers makes one READY document with one object', async ({ rig }) => {
  const token = rig.settings['STORAGE_EVENTS_TOKEN']!
  const [one, two] = [await rig.serve({ RECONCILE_INTERVAL: '1' }), await rig.serveBeside({ RECONCILE_INTERVAL: '1' })]
  const client = await rig.client(one)
  const begun = await client.begin(
    ...Array.from({ length: 4 }, (_, n) => ({ name: `${n}.txt`, size: 4, type: 'text/plain' })),
  )
  for (const { plan } of begun) expect(await send(plan!, 'four')).toBe(201)
  const keys = begun.map(({ plan }) => plan!.fields['key']!)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => notify(n % 2 ? one : two, token, keys[n % keys.length]!)),
  )
  expect(new Set(answers)).toEqual(new Set([204]))
  for (const { documentId } of begun) {
    await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
    const [count] = await rig.database.sql(
      `SELECT (SELECT count(*)::int FROM "StoredObject" WHERE "documentId" = $1 AND state = 'LIVE') AS live,
              (SELECT count(*)::int FROM "StoredObject" WHERE "documentId" = $1 AND state = 'WRITING') AS writing,
              (SELECT count(*)::int FROM "AuditEvent" WHERE "documentId" = $1 AND action = 'document.ready') AS ready`,
      [documentId],
    )
    expect(count).toEqual({ live: 1, writing: 0, ready: 1 })
  }
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await Promise.all([one.engine.stop(), two.engine.stop()])
})

test('the server believes neither a size over the limit nor one that is not sent, and the file can still come', async ({
  rig,
}) => {
  const server = await rig.serve({ MAX_UPLOAD_BYTES: '1000' })
  const client = await rig.client(server)
  const before = await rig.database.sql('SELECT count(*) FROM "Document"')
  const tooLarge = await client.action('beginUploads', {
    files: [
      { name: 'a.txt', size: 1 },
      { name: 'film.mp4', size: 1001 },
    ].map((file) => ({ ...file, type: '' })),
  })
  expect(tooLarge).toMatchObject({
    ok: false,
    code: 'TOO_LARGE',
    message: expect.stringContaining('“film.mp4” has 1,001 bytes'),
  })
  for (const size of [-1, 0.5, 2 ** 60, '4', null]) {
    expect(await client.action('beginUploads', { files: [{ name: 'a.txt', size, type: '' }] })).toMatchObject({
      ok: false,
      code: 'BAD_INPUT',
    })
  }
  expect(await rig.database.sql('SELECT count(*) FROM "Document"')).toEqual(before)

  const [begun] = await client.begin({ name: 'declared.txt', size: 4, type: 'text/plain' })
  expect(await send(begun!.plan!, 'fou')).toBe(400)
  expect(await send(begun!.plan!, 'fours')).toBe(400)
  expect((await listBucket(rig.store)).has(begun!.plan!.fields['key']!)).toBe(false)
  expect(await rig.statusOf(begun!.documentId)).toBe('UPLOADING')
  expect(await send(begun!.plan!, 'four')).toBe(201)
  await until('it is Ready', async () => (await rig.statusOf(begun!.documentId)) === 'READY')
  await server.engine.stop()
})

test('text that a database cannot hold is bad input like any other, and no failure of the server', async ({ rig }) => {
  const server = await rig.serve()
  const client = await rig.client(server)
  expect(await new WebClient(server.url).signIn({ email: 'nul\0@example.com', password: '\0' })).toBe(401)
  for (const value of ['\0', '9'.repeat(24), '-271821-04-20T00:00:00.000Z']) {
    const cursor = Buffer.from(JSON.stringify([value, randomUUID()])).toString('base64url')
    for (const sort of value === '\0' ? ['name', 'size', 'created'] : ['size', 'created'])
      expect((await client.fetch(`/api/v1/documents?sort=${sort}&cursor=${cursor}`)).status).toBe(400)
  }
  const [begun] = await client.begin({ name: 'nul \0 and half a \ud800 pair.txt', size: 1, type: 'text/\0' })
  expect(await send(begun!.plan!, 'x')).toBe(201)
  expect((await client.fetch('/api/v1/uploads/%00/sign', { method: 'POST' })).status).toBe(400)
  expect(server.log).not.toMatch(/"level":[56]0/)
  await server.engine.stop()
})

test('the ids of somebody else open nothing, for members and administrators alike', async ({ rig }) => {
  const server = await rig.serve()
  const owner = await rig.client(server)
  const documentId = await owner.upload('mine alone')
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  const [begun] = await owner.begin({ name: 'on its way.txt', size: 4, type: 'text/plain' })
  for (const other of [await rig.client(server), await rig.client(server, await rig.person('ADMIN'))]) {
    await refused(other, documentId, begun!.uploadId)
    await refused(other, begun!.documentId, randomUUID())
  }
  expect(await owner.action('downloadDocument', { documentId })).toMatchObject({ ok: true })
  expect(await send(begun!.plan!, 'four')).toBe(201)
  await until('it is Ready', async () => (await rig.statusOf(begun!.documentId)) === 'READY')
  await server.engine.stop()
})

async function refused(other: WebClient, documentId: string, uploadId: string): Promise<void> {
  const notFound = { ok: false, code: 'NOT_FOUND' }
  expect(await other.action('downloadDocument', { documentId })).toMatchObject(notFound)
  expect(await other.action('renameDocument', { documentId, name: 'taken' })).toMatchObject(notFound)
  expect(await other.action('deleteDocument', { documentId })).toMatchObject(notFound)
  for (const [method, path] of [
    ['POST', `/${uploadId}/sign`],
    ['DELETE', `/${uploadId}`],
  ] as const) {
    const answer = await other.fetch(`/api/v1/uploads${path}`, { method })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' })
  }
}
