import { expect, test, vi } from 'vitest'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { makePerson } from '@/lib/testing/people'
import { beginOne, documentOf, sendForm } from '@/lib/testing/upload'
import { POST } from './route'

const right = () => ({ authorization: `Bearer ${env().STORAGE_EVENTS_TOKEN}` })

function notify(key: string, headers: Record<string, string> = right(), body?: BodyInit): Promise<Response> {
  const event = {
    key: `/buckets/${env().S3_BUCKET}/${key}`,
    event_type: 'create',
    message: { new_entry: { name: key } },
  }
  const request = new Request('http://localhost/api/storage/events', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body ?? JSON.stringify(event),
  })
  return POST(request)
}

async function arrived() {
  const begun = await beginOne(await makePerson(), 4)
  expect((await sendForm(begun.plan, 'four')).status).toBe(201)
  return { ...begun, key: begun.plan.fields.key! }
}

test('a notification makes the document READY before it is answered', async () => {
  const { documentId, key } = await arrived()
  expect((await notify(key)).status).toBe(204)
  expect((await documentOf(documentId)).status).toBe('READY')
})

test.each<[string, Record<string, string>]>([
  ['no token', {}],
  ['an empty token', { authorization: 'Bearer ' }],
  ['another token', { authorization: 'Bearer 0000000000000000000000000000000000000000000' }],
  ['the token as a Basic password', { authorization: 'Basic c3RvcmU6dG9rZW4=' }],
  ['a session cookie', { cookie: 'countersign.session=whatever' }],
])('%s is refused before the body is read', async (_, headers) => {
  const { documentId, key } = await arrived()
  const response = await notify(key, headers, 'not even JSON')
  expect(response.status).toBe(401)
  expect((await documentOf(documentId)).status).toBe('UPLOADING')
})

test.each(['', '{', '[]', '{"key":1}', '"text"'])('%j is a 400', async (body) => {
  expect((await notify('x', right(), body)).status).toBe(400)
})

test('a body over 8 MiB is a 413, whatever its declared length', async () => {
  const big = new Uint8Array(8 * 1024 * 1024 + 1)
  expect((await notify('x', right(), big)).status).toBe(413)
})

test('keys that are not ours are answered 2xx: saying it again would change nothing', async () => {
  const foreign = [
    'incoming/unknown',
    'objects/ours',
    'anchors/seal',
    '../../etc/passwd',
    'incoming/\'; DROP TABLE "Upload"; --',
  ]
  for (const key of foreign) expect((await notify(key)).status).toBe(204)
  const other = JSON.stringify({ key: '/buckets/another/incoming/x', event_type: 'create' })
  expect((await notify('', right(), other)).status).toBe(204)
})

test('an event that comes before the bytes changes nothing, and the one after them settles', async () => {
  const { documentId, plan } = await beginOne(await makePerson(), 4)
  const key = plan.fields.key!
  expect((await notify(key)).status).toBe(204)
  expect((await documentOf(documentId)).status).toBe('UPLOADING')
  await sendForm(plan, 'four')
  expect((await notify(key)).status).toBe(204)
  expect((await documentOf(documentId)).status).toBe('READY')
})

test('the same event 50 times, at once, makes one READY document with one object', async () => {
  const { documentId, key } = await arrived()
  const answers = await Promise.all(Array.from({ length: 50 }, () => notify(key)))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 204))
  await vi.waitFor(async () => expect((await documentOf(documentId)).status).toBe('READY'))
  const { objects } = await documentOf(documentId)
  expect(objects.filter(({ state }) => state === 'LIVE')).toHaveLength(1)
  const ready = await db().auditEvent.count({ where: { documentId, action: 'document.ready' } })
  expect(ready).toBe(1)
})

test('a database that fails asks the store to say it again', async () => {
  const { documentId, key } = await arrived()
  await db().$executeRawUnsafe('ALTER TABLE "Upload" RENAME TO "Upload_away"')
  try {
    const answer = await notify(key)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toBe('')
  } finally {
    await db().$executeRawUnsafe('ALTER TABLE "Upload_away" RENAME TO "Upload"')
  }
  expect((await notify(key)).status).toBe(204)
  expect((await documentOf(documentId)).status).toBe('READY')
})
