import { afterEach, expect, test, vi } from 'vitest'
import { cloudFrontAdmits, cloudFrontKeys } from '../testing/cloudfront'
import type { Minted } from './delivered'

const NAME = 'Ünïcode "quote" (1)!*\' + ☃.pdf'
const KEY = 'objects/abcdefghijklmnopqrstuvwxyz234567'
const FROM = new Date('2026-11-24T10:00:00.900Z')
const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
const [first, second] = [cloudFrontKeys(), cloudFrontKeys()]
const group = new Map([
  ['K1', first.publicKey],
  ['K2', second.publicKey],
])

afterEach(() => vi.unstubAllEnvs())

async function signed(change: Partial<Minted> = {}, keyPairId = 'K1', pem = first.pem) {
  const settings = {
    DATABASE_URL: 'postgresql://localhost/none',
    S3_ENDPOINT: 'http://127.0.0.1:8333',
    S3_BUCKET: 'docs',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
    STORAGE_EVENTS_TOKEN: 'x'.repeat(32),
    NEXTAUTH_SECRET: 'x'.repeat(32),
    DELIVERY: 'cloudfront',
    CLOUDFRONT_URL: 'https://d111111abcdef8.cloudfront.net/',
    CLOUDFRONT_KEY_PAIR_ID: keyPairId,
    // As it stands in a .env file.
    CLOUDFRONT_PRIVATE_KEY: pem.replaceAll('\n', '\\n'),
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  vi.resetModules()
  const { deliver, deliveryKind } = await import('./deliver')
  const minted = { key: KEY, fileName: NAME, contentType: 'application/pdf', inline: false, seconds: 60, ...change }
  return deliver({ issuedUrlId: crypto.randomUUID(), ...minted }, FROM, deliveryKind())
}

test('CloudFront admits it until its end, and then no more', async () => {
  const { how, url, expiresAt } = await signed()
  expect([how, expiresAt]).toEqual(['cloudfront', new Date('2026-11-24T10:01:00.900Z')])
  const end = seconds(expiresAt)
  expect(cloudFrontAdmits(url, group, seconds(FROM))).toBe(true)
  expect(cloudFrontAdmits(url, group, end - 1)).toBe(true)
  expect(cloudFrontAdmits(url, group, end)).toBe(false)
})

test('it names the key, the file and the type to the bucket', async () => {
  const { url } = await signed()
  expect(url.startsWith(`https://d111111abcdef8.cloudfront.net/${KEY}?`)).toBe(true)
  const query = new URL(url).searchParams
  expect(query.get('response-content-type')).toBe('application/pdf')
  expect(query.get('response-content-disposition')).toContain(`filename*=UTF-8''%C3%9Cn%C3%AFcode`)
  // A blank as `+` is a plus to the bucket.
  expect(url).not.toContain('+')
})

test.each([
  ['the end', (url: string) => url.replace(/Expires=(\d+)/, (_, end) => `Expires=${Number(end) + 3600}`)],
  ['the object', (url: string) => url.replace('abcdef', 'bbcdef')],
  ['the disposition', (url: string) => url.replace('=attachment', '=inline')],
  ['the type', (url: string) => url.replace('application%2Fpdf', 'text%2Fhtml')],
  ['the signature', (url: string) => url.replace(/Signature=..../, 'Signature=AAAA')],
  ['the key id', (url: string) => url.replace('Key-Pair-Id=K1', 'Key-Pair-Id=K2')],
])('with %s changed it is nothing', async (_, change) => {
  const { url } = await signed()
  expect(change(url)).not.toBe(url)
  expect(cloudFrontAdmits(change(url), group, seconds(FROM))).toBe(false)
})

test('the key can be changed while both are in the group', async () => {
  const [before, after] = [await signed(), await signed({}, 'K2', second.pem)]
  for (const { url } of [before, after]) expect(cloudFrontAdmits(url, group, seconds(FROM))).toBe(true)
  group.delete('K1')
  expect(cloudFrontAdmits(before.url, group, seconds(FROM))).toBe(false)
  expect(cloudFrontAdmits(after.url, group, seconds(FROM))).toBe(true)
  group.set('K1', first.publicKey)
})

test('whatever was asked for, it lives a minute', async () => {
  const { url, expiresAt } = await signed({ seconds: 604_800 })
  expect(expiresAt).toEqual(new Date('2026-11-24T10:01:00.900Z'))
  expect(cloudFrontAdmits(url, group, seconds(FROM) + 61)).toBe(false)
  expect((await signed({ seconds: 5 })).expiresAt).toEqual(new Date('2026-11-24T10:00:05.900Z'))
})

test('only what may open in a tab opens in a tab', async () => {
  const of = async (contentType: string) =>
    new URL((await signed({ inline: true, contentType })).url).searchParams.get('response-content-disposition')
  expect(await of('application/pdf')).toMatch(/^inline/)
  expect(await of('text/html')).toMatch(/^attachment/)
})
