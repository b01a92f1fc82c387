import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const SETTINGS = {
  APP_URL: 'http://localhost:3000',
  DATABASE_URL: 'postgresql://localhost/none',
  S3_ENDPOINT: 'http://127.0.0.1:8333',
  S3_PUBLIC_ENDPOINT: 'https://store.example:8443/path',
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

async function directives(mode: string): Promise<Map<string, string>> {
  vi.stubEnv('NODE_ENV', mode)
  const { contentSecurityPolicy } = await import('./content-security')
  const parts = contentSecurityPolicy('bm9uY2U=').split('; ')
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]))
}

it('runs scripts by nonce only, and nothing evaluates or frames', async () => {
  const policy = await directives('production')
  expect(policy.get('script-src')).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'")
  for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(name)).toBe("'none'")
})

it('names the origin of the store where bytes go and come', async () => {
  const policy = await directives('production')
  for (const name of ['connect-src', 'form-action', 'img-src', 'media-src', 'frame-src']) {
    expect(policy.get(name)!.split(' ')).toContain('https://store.example:8443')
  }
})

it('lets the development server reload and no other', async () => {
  const policy = await directives('development')
  expect(policy.get('script-src')).toContain("'unsafe-eval'")
  expect(policy.get('connect-src')).toContain('ws://localhost:3000')
})
