import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { env } from '../env'
import { sendForm } from '../testing/upload'
import { objectKey, stagingKey } from './keys'
import { headObject, writeSmall } from './objects'
import { presignGet, presignPost } from './presign'
import { probePrivacy } from './probe'

const form = (size: number, key = stagingKey()) =>
  presignPost({ key, size, contentType: 'application/pdf', seconds: 60 })

test('the form takes exactly what it was signed for', async () => {
  const plan = await form(4)
  expect(await sendForm(plan, 'four')).toMatchObject({ status: 201 })
  expect(await headObject(plan.fields.key!)).toMatchObject({ size: 4 })
})

test.each([
  ['too many bytes', 'fours', {}, 400],
  ['too few bytes', 'fou', {}, 400],
  ['another key', 'four', { key: 'objects/mine' }, 403],
  ['a key that climbs', 'four', { key: 'incoming/../objects/mine' }, 400],
  ['another type', 'four', { 'Content-Type': 'text/html' }, 403],
  ['a forged signature', 'four', { 'X-Amz-Signature': '0'.repeat(64) }, 403],
  [
    'another policy',
    'four',
    { Policy: Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString('base64') },
    403,
  ],
])('the form refuses %s', async (_, bytes, changes, status) => {
  const plan = await form(4)
  expect(await sendForm(plan, bytes, changes)).toMatchObject({ status })
  expect(await headObject(plan.fields.key!)).toBeNull()
})

test('an expired form is refused', async () => {
  const plan = await presignPost({ key: stagingKey(), size: 4, contentType: 'application/pdf', seconds: 1 })
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  expect(await sendForm(plan, 'four')).toMatchObject({ status: 403 })
})

test('a URL reads one key; changed anywhere, or after its life, it reads nothing', async () => {
  const key = objectKey()
  await writeSmall(key, 'secret')
  const read = { key, fileName: 'a.txt', contentType: 'text/plain', disposition: 'attachment' as const, seconds: 2 }
  const url = await presignGet(read)
  expect(await (await fetch(url)).text()).toBe('secret')
  const part = await fetch(url, { headers: { range: 'bytes=1-3' } })
  expect([part.status, await part.text()]).toEqual([206, 'ecr'])

  const other = objectKey()
  await writeSmall(other, 'other')
  const tampered = [
    url.replace(key, other),
    url.replace('X-Amz-Expires=2', 'X-Amz-Expires=604800'),
    url.replace('attachment', 'inline'),
    url.replace(/response-content-type=[^&]+/, 'response-content-type=text%2Fhtml'),
    url.replace(/X-Amz-Signature=[0-9a-f]{4}/, 'X-Amz-Signature=0000'),
    url.replace(/\?.*/, ''),
  ]
  for (const attack of tampered) {
    expect(attack).not.toBe(url)
    expect((await fetch(attack)).status).toBe(403)
  }
  for (const method of ['PUT', 'DELETE', 'POST'])
    expect((await fetch(url, { method })).status).toBeGreaterThanOrEqual(400)
  await new Promise((resolve) => setTimeout(resolve, 3_100))
  expect((await fetch(url)).status).toBe(403)
})

test('strangers get nothing: GET, LIST, PUT and DELETE without a signature are refused', async () => {
  const key = objectKey()
  await writeSmall(key, 'secret')
  const bucket = `${env().S3_PUBLIC_ENDPOINT}/${env().S3_BUCKET}`
  const knocks: [string, string][] = [
    ['GET', `${bucket}/${key}`],
    ['HEAD', `${bucket}/${key}`],
    ['GET', `${bucket}/${objectKey()}`],
    ['GET', `${bucket}?list-type=2`],
    ['GET', env().S3_PUBLIC_ENDPOINT],
    ['PUT', `${bucket}/${key}`],
    ['PUT', `${bucket}/${stagingKey()}`],
    ['DELETE', `${bucket}/${key}`],
    ['POST', `${bucket}?delete`],
  ]
  for (const [method, url] of knocks) {
    const body = method === 'PUT' || method === 'POST' ? { body: randomBytes(8) } : {}
    expect([400, 401, 403], `${method} ${url}`).toContain((await fetch(url, { method, ...body })).status)
  }
  expect(await headObject(key)).toMatchObject({ size: 6 })
  expect(await probePrivacy()).toEqual({ verdict: 'private' })
})
