import { NextRequest } from 'next/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const SETTINGS = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://localhost/none',
  S3_ENDPOINT: 'http://127.0.0.1:8333',
  S3_BUCKET: 'docs',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
  STORAGE_EVENTS_TOKEN: 'x'.repeat(32),
  NEXTAUTH_SECRET: 'x'.repeat(32),
}

beforeEach(() => {
  vi.resetModules()
  for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value)
})
afterEach(() => vi.unstubAllEnvs())

async function ask(
  path: string,
  headers: Record<string, string> = {},
  appUrl = 'http://localhost:3000',
  method = 'GET',
) {
  vi.stubEnv('APP_URL', appUrl)
  const { proxy } = await import('./proxy')
  const answer = proxy(new NextRequest(appUrl + path, { headers, method }))
  const passedOn = (name: string) => answer.headers.get(`x-middleware-request-${name}`)
  return { answer, passedOn, nonce: /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] }
}

it('decides nothing: every page is let through, signed in or not', async () => {
  for (const path of ['/documents', '/settings/members', '/sign-in', '/no-such-page']) {
    const { answer } = await ask(path)
    expect(answer.headers.get('x-middleware-next')).toBe('1')
    expect(answer.headers.get('location')).toBeNull()
  }
})

it('keeps pages out of every cache and of other sites', async () => {
  const { answer } = await ask('/documents')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'private, no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  })
})

it('leaves it to the forms of a link what their redirects tell the store', async () => {
  const policyOf = async (method: string) =>
    (await ask('/s/token/download', {}, 'http://localhost:3000', method)).answer.headers.get('referrer-policy')
  expect(await policyOf('POST')).toBeNull()
  expect(await policyOf('GET')).toBe('same-origin')
})

it('uses each nonce once, and hands the same one to Next', async () => {
  const [first, second] = [await ask('/documents'), await ask('/documents')]
  expect(first.nonce).toBeTruthy()
  expect(first.nonce).not.toBe(second.nonce)
  expect(first.passedOn('content-security-policy')).toBe(first.answer.headers.get('content-security-policy'))
})

it('believes neither a policy nor a path that a request brings along', async () => {
  const { passedOn, nonce } = await ask('/account?tab=a', {
    'content-security-policy': "script-src 'nonce-chosen'",
    'x-countersign-path': '/elsewhere',
  })
  expect(nonce).not.toBe('chosen')
  expect(passedOn('content-security-policy')).not.toContain('chosen')
  expect(passedOn('x-countersign-path')).toBe('/account?tab=a')
})

it('pins https only where the app is reached by it', async () => {
  expect((await ask('/documents')).answer.headers.has('strict-transport-security')).toBe(false)
  vi.resetModules()
  const { answer } = await ask('/documents', {}, 'https://docs.example.org')
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
})
