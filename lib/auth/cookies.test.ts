import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllEnvs())

async function cookiesOf(appUrl: string) {
  const needed = {
    APP_URL: appUrl,
    DATABASE_URL: 'postgresql://localhost/none',
    S3_ENDPOINT: 'http://127.0.0.1:8333',
    S3_BUCKET: 'docs',
  }
  const secrets = {
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
    STORAGE_EVENTS_TOKEN: 'x'.repeat(32),
    NEXTAUTH_SECRET: 'x'.repeat(32),
  }
  for (const [name, value] of Object.entries({ ...needed, ...secrets })) vi.stubEnv(name, value)
  const { authCookies, sessionCookieName } = await import('./cookies')
  return { all: Object.values(authCookies()), session: sessionCookieName() }
}

it('over http: readable by no script, sent with no foreign POST', async () => {
  const { all, session } = await cookiesOf('http://localhost:3000')
  expect(session).toBe('countersign.session')
  for (const { options } of all)
    expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: false })
})

it('over https: secure, and bound to this very host by their names', async () => {
  const { all, session } = await cookiesOf('https://docs.example.org')
  expect(session).toBe('__Host-countersign.session')
  for (const { name, options } of all) {
    expect(name).toMatch(/^__Host-countersign\./)
    expect(options).toMatchObject({ httpOnly: true, secure: true, path: '/' })
    expect(options).not.toHaveProperty('domain')
  }
})

it('no other cookie begins like that of the session: next-auth would read it as a part of it', async () => {
  const { all, session } = await cookiesOf('http://localhost:3000')
  expect(all.filter(({ name }) => name.startsWith(session))).toHaveLength(1)
})
