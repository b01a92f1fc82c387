import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseEnv } from './env'

const RIGHT = {
  DATABASE_URL: 'postgresql://app@127.0.0.1/app',
  S3_ENDPOINT: 'http://127.0.0.1:8333/',
  S3_BUCKET: 'docs',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret',
  STORAGE_EVENTS_TOKEN: 'x'.repeat(32),
  NEXTAUTH_SECRET: 'y'.repeat(32),
}

test('what is right is typed, with its defaults; an empty value counts as not set', () => {
  const env = parseEnv({ ...RIGHT, OIDC_ISSUER: '', DOWNLOAD_URL_TTL: '' })
  expect(env).toMatchObject({
    S3_ENDPOINT: 'http://127.0.0.1:8333',
    S3_PUBLIC_ENDPOINT: 'http://127.0.0.1:8333',
    DOWNLOAD_URL_TTL: 60,
  })
})

test.each(Object.keys(RIGHT))('without %s nothing starts, and the error names it', (name) => {
  expect(() => parseEnv({ ...RIGHT, [name]: '' })).toThrow(name)
})

test.each([
  ['NEXTAUTH_SECRET', 'short'],
  ['STORAGE_EVENTS_TOKEN', 'short'],
  ['S3_ENDPOINT', 'ftp://store'],
  ['APP_URL', 'localhost:3000'],
  ['DATABASE_URL', 'mysql://x'],
  ['DOWNLOAD_URL_TTL', '700000'],
  ['MAX_UPLOAD_BYTES', String(6 * 1024 ** 4)],
  ['UPLOAD_STRATEGY', 'magic'],
  ['MULTIPART_THRESHOLD', '1000'],
  ['CLAMD_TOO_LARGE', 'ignore'],
  ['RECONCILE_INTERVAL', 'often'],
  ['STORAGE_EVENTS', 'yes'],
  ['SMTP_URL', 'https://mail.example.org'],
  ['MAIL_FROM', 'Countersign'],
  ['MAIL_FROM', 'a@example.org\r\nBcc: b@example.org'],
  ['OIDC_ISSUER', 'https://id.example.com'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => parseEnv({ ...RIGHT, [name]: value })).toThrow(name)
})

test('all that is wrong is said at once', () => {
  expect(() => parseEnv({})).toThrow(/DATABASE_URL[\s\S]*S3_BUCKET[\s\S]*NEXTAUTH_SECRET/)
})

test('.env.example names every variable that is read', () => {
  const source = readFileSync('lib/env.ts', 'utf8')
  const names = [...source.matchAll(/^ {4}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name!)
  const example = readFileSync('.env.example', 'utf8')
  expect(names.length).toBeGreaterThan(15)
  for (const name of names) if (name !== 'NODE_ENV') expect(example).toMatch(new RegExp(`^#?\\s?${name}=`, 'm'))
})

test.each([
  ['SMTP_URL', 'smtp://127.0.0.1:25'],
  ['MAIL_FROM', 'Countersign <countersign@example.org>'],
])('%s alone is half of the mail settings', (name, value) => {
  expect(() => parseEnv({ ...RIGHT, [name]: value })).toThrow('SMTP_URL and MAIL_FROM go together')
})
