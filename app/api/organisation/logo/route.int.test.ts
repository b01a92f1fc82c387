import { beforeEach, expect, test } from 'vitest'
import type { UserPrincipal } from '@/lib/auth/principal'
import { env } from '@/lib/env'
import { changeLogo, logoAddress, removeLogo } from '@/lib/organisation/logo'
import { PICTURES, png } from '@/lib/testing/pictures'
import { makePerson } from '@/lib/testing/people'
import { GET } from './route'

let admin: UserPrincipal

beforeEach(async () => {
  admin = await makePerson('ADMIN')
  await removeLogo(admin)
})

const choose = (bytes: Buffer) => changeLogo(admin, { image: bytes.toString('base64') })

function ask(known?: string): Promise<Response> {
  const headers: Record<string, string> = known === undefined ? {} : { 'if-none-match': known }
  const request = new Request(`${env().APP_URL}/api/organisation/logo?v=1`, { headers })
  return GET(request, { params: Promise.resolve({}) })
}

test('strangers get the bytes as what they are, and nothing in them runs', async () => {
  const picture = png(30, 20)
  await choose(picture)
  const answer = await ask()
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(picture.length),
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  })
  expect(answer.headers.has('set-cookie')).toBe(false)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(picture)
  await choose(Buffer.from(PICTURES['image/webp'][0], 'base64'))
  expect((await ask()).headers.get('content-type')).toBe('image/webp')
})

test('who has it already is told so, until it changes', async () => {
  await choose(png(30, 20))
  const etag = (await ask()).headers.get('etag')!
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await ask(known)
    expect([answer.status, await answer.text()], known).toEqual([304, ''])
    expect(answer.headers.get('etag')).toBe(etag)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
  }
  expect((await ask('"other"')).status).toBe(200)
  await choose(png(31, 20))
  expect((await ask(etag)).status).toBe(200)
})

test('none is 404, which nobody keeps', async () => {
  expect(await logoAddress()).toBeNull()
  const answer = await ask('*')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND', detail: 'There is no logo.' })
})
