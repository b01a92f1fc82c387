import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { endAllSessions } from './auth/sessions'
import type { UserPrincipal } from './auth/principal'
import { env } from './env'
import { AppError } from './errors'
import { route } from './route'
import { signedIn } from './testing/accounts'
import { makePerson } from './testing/people'

const handler = vi.fn(
  async ({ input, params, principal }: { input: unknown; params: unknown; principal: UserPrincipal | null }) => {
    return { input, params, who: principal?.userId ?? null }
  },
)
const guarded = route({ body: z.object({ name: z.string() }), params: z.object({ id: z.uuid() }) }, handler)
const context = { params: Promise.resolve({ id: '01890a5d-ac96-774b-bcce-b302099a8057' }) }

let me: UserPrincipal
let url: string
let here: Record<string, string>

beforeAll(() => {
  url = `${env().APP_URL}/api/v1/things`
  here = { origin: env().APP_URL }
})

beforeEach(async () => {
  handler.mockClear()
  me = await makePerson()
})

async function send(
  method: string,
  more: Record<string, string>,
  sessionId: string | null = me.sessionId,
  body = '{"name":"a"}',
) {
  const headers = sessionId ? await signedIn(sessionId, more) : new Headers(more)
  headers.set('content-type', 'application/json')
  const answer = await guarded(new Request(url, { method, headers, body: method === 'GET' ? null : body }), context)
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text) as Record<string, unknown>, text }
}

it('hands over the person, the body and the parameters', async () => {
  const answer = await send('POST', here)
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({
    input: { name: 'a' },
    params: { id: '01890a5d-ac96-774b-bcce-b302099a8057' },
    who: me.userId,
  })
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

describe('a cookie speaks for the person only from our own pages', () => {
  const origin = () => new URL(env().APP_URL)

  it.each<[string, () => Record<string, string>]>([
    ['no word about where it comes from', () => ({})],
    ['Sec-Fetch-Site: cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['Sec-Fetch-Site: same-site', () => ({ 'sec-fetch-site': 'same-site' })],
    ['Sec-Fetch-Site: none', () => ({ 'sec-fetch-site': 'none' })],
    ['Origin: null', () => ({ origin: 'null' })],
    ['another origin', () => ({ origin: 'https://evil.example' })],
    ['another port', () => ({ origin: `http://localhost:${Number(origin().port) + 1}` })],
    ['another scheme', () => ({ origin: `https://${origin().host}` })],
    ['an origin that begins like ours', () => ({ origin: `${origin().origin}.evil.example` })],
    ['ours in a list', () => ({ origin: `${origin().origin}, https://evil.example` })],
    ['a Referer only', () => ({ referer: `${origin().origin}/documents` })],
  ])('refuses %s', async (_, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await send(method, headers())).toMatchObject({ status: 403, body: { code: 'WRONG_ORIGIN' } })
    }
    expect(handler).not.toHaveBeenCalled()
  })

  it('accepts either proof', async () => {
    expect(await send('POST', here)).toMatchObject({ status: 200 })
    expect(await send('POST', { 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 })
  })

  it('asks for none where nothing changes', async () => {
    const read = route({ params: z.object({ id: z.uuid() }) }, async () => ({ read: true }))
    const answer = await read(new Request(url, { headers: await signedIn(me.sessionId) }), context)
    expect(answer.status).toBe(200)
  })
})

describe('without a person', () => {
  it('answers 401 and does nothing', async () => {
    expect(await send('POST', here, null)).toMatchObject({ status: 401, body: { code: 'SIGNED_OUT' } })
    await endAllSessions(me)
    expect(await send('POST', here)).toMatchObject({ status: 401, body: { code: 'SIGNED_OUT' } })
    expect(handler).not.toHaveBeenCalled()
  })

  it('believes no header but the cookie', async () => {
    const headers = {
      ...here,
      authorization: `Bearer ${me.sessionId}`,
      'x-user-id': me.userId,
      'x-middleware-subrequest': 'proxy:proxy:proxy',
    }
    expect(await send('POST', headers, null)).toMatchObject({ status: 401 })
  })

  it('runs what declares that it needs none', async () => {
    const open = route({ principal: 'none' }, async ({ principal }) => ({ principal }))
    const answer = await open(new Request(url, { method: 'POST' }), { params: Promise.resolve({}) })
    expect(await answer.json()).toEqual({ principal: null })
  })
})

describe('an error is problem details (RFC 9457)', () => {
  it('for a body and parameters that are not right', async () => {
    const answer = await send('POST', here, me.sessionId, '{"name":7}')
    expect(answer).toMatchObject({
      status: 400,
      body: { type: 'about:blank', title: 'Bad Request', status: 400, code: 'BAD_INPUT' },
    })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('x-request-id')).toBe(answer.body['requestId'])
    expect(await send('POST', here, me.sessionId, 'not json')).toMatchObject({ status: 400 })
    const wrongId = await guarded(new Request(url, { method: 'POST', headers: await signedIn(me.sessionId, here) }), {
      params: Promise.resolve({ id: '../x' }),
    })
    expect(wrongId.status).toBe(400)
  })

  it('for a body that is too large', async () => {
    expect(await send('POST', here, me.sessionId, JSON.stringify({ name: 'x'.repeat(300_000) }))).toMatchObject({
      status: 413,
    })
  })

  it('with the status of its code', async () => {
    handler.mockRejectedValueOnce(new AppError('NOT_FOUND'))
    expect(await send('POST', here)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  })

  it('that keeps to itself what happened inside', async () => {
    handler.mockRejectedValueOnce(new Error('secret-key-4711 leaked from /srv/countersign/lib/x.ts'))
    const answer = await send('POST', here)
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL' } })
    expect(answer.text).not.toMatch(/4711|\.ts|at /)
  })
})

it('keeps what a handler decided for itself', async () => {
  const own = route(
    {},
    async () =>
      new Response(null, {
        status: 302,
        headers: { location: 'http://store.example/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      }),
  )
  const answer = await own(new Request(url, { headers: await signedIn(me.sessionId) }), { params: Promise.resolve({}) })
  expect(answer.status).toBe(302)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    location: 'http://store.example/',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
})
