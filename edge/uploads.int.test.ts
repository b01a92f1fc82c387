import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from '../lib/env'
import { missingCors } from '../lib/storage/cors'
import { stagingKey } from '../lib/storage/keys'
import { presignGet, presignPut } from '../lib/storage/presign'
import { probePrivacy } from '../lib/storage/probe'
import { TestEdge } from './test-edge'
import { makePerson } from '../lib/testing/people'
import { beginOne, sendForm } from '../lib/testing/upload'

const edge = new TestEdge()
beforeAll(() => edge.start())
afterAll(() => edge.stop())

const send = (url: string, init?: RequestInit) => fetch(url, init).then(({ status }) => status)

test('strangers are refused before the store hears of it', async () => {
  edge.store.forget()
  const bucket = `${edge.url}/${env().S3_BUCKET}`
  const key = stagingKey()
  const signed = `X-Amz-Signature=${'0'.repeat(64)}`
  const refused: [string, string][] = [
    ['GET', bucket],
    ['GET', `${bucket}?list-type=2`],
    ['GET', `${bucket}/${key}`],
    ['GET', `${bucket}/${key}?${signed}`],
    ['GET', `${bucket}/objects/${key.slice(9)}?${signed}`],
    ['PUT', `${bucket}/${key}`],
    ['PUT', `${bucket}/mailed/${key.slice(9)}?${signed}`],
    ['PUT', `${bucket}?policy&${signed}`],
    ['PUT', `${bucket}/anchors/2026-11-24.json?${signed}`],
    ['DELETE', `${bucket}/${key}?${signed}`],
    ['POST', `${bucket}/${key}?uploads`],
    ['POST', `${bucket}?delete`],
  ]
  for (const [method, url] of refused)
    expect(await send(url, { method, ...(method === 'PUT' || method === 'POST' ? { body: 'x' } : {}) }), url).toBe(403)
  expect(edge.store.requests).toBe(0)
  expect(await probePrivacy()).toEqual({ verdict: 'private' })
})

test('forms and signed PUTs go through with the host that was signed', async () => {
  const owner = await makePerson()
  const { plan } = await beginOne(owner, 5)
  expect(new URL(plan.url).origin).toBe(edge.url)
  expect((await sendForm(plan, 'bytes', { 'X-Amz-Signature': '0'.repeat(64) })).status).toBe(403)
  expect((await sendForm(plan, 'bytes')).status).toBe(201)
  const put = await presignPut({ key: stagingKey(), size: 5, contentType: 'text/plain', seconds: 60 })
  expect(await send(put.url, { method: 'PUT', body: 'bytes', headers: put.headers })).toBe(200)
  expect(await send(put.url.replace(/Signature=..../, 'Signature=0000'), { method: 'PUT', body: 'bytes' })).toBe(403)
})

test('pages of the app may send files there', async () => {
  expect(await missingCors()).toBeNull()
  expect(await missingCors('https://elsewhere.example.com')).toContain('does not let pages')
})

test('more than the largest file is refused at its first byte', async () => {
  edge.store.forget()
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { 'content-length': 6 * 1024 ** 3 }
    const asking = request(`${edge.url}/${env().S3_BUCKET}`, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode)
      asking.destroy()
    })
    asking.once('error', reject)
    asking.write('x')
  })
  expect(answered).toBe(413)
  expect(edge.store.requests).toBe(0)
})

test('the store’s own URLs of documents do not work there, only those of mailed copies', async () => {
  const read = { fileName: 'a', contentType: 'text/plain', disposition: 'attachment', seconds: 60 } as const
  const name = stagingKey().slice(9)
  expect(await send(await presignGet({ ...read, key: `objects/${name}` }))).toBe(403)
  expect(await send(await presignGet({ ...read, key: `mailed/${name}` }))).toBe(404)
})
