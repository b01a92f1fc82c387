import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadSecrets, saveSecrets } from '../up/secrets.ts'
import { installation } from './installation.ts'

let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'countersign-installation-'))))
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const STORE = {
  S3_ENDPOINT: 'https://s3.example.org/',
  S3_BUCKET: 'documents',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret',
}
const ELSEWHERE = { ...STORE, DATABASE_URL: 'postgresql://elsewhere/db', NEXTAUTH_SECRET: 'of sessions' }

function found(env: Record<string, string | undefined> = {}) {
  return installation({ NODE_ENV: 'test', DATA_DIR: dataDir, ...env })
}

test('what `npm run up` made is found in its data folder', () => {
  const secrets = { ...loadSecrets(dataDir), ports: { postgres: 12_001, s3: 12_002 } }
  saveSecrets(dataDir, secrets)
  const { databaseUrl, secrets: keys, store } = found()
  expect(databaseUrl).toBe(`postgresql://countersign:${secrets.postgresPassword}@127.0.0.1:12001/countersign`)
  expect(keys).toEqual([secrets.nextauthSecret])
  expect(store).toMatchObject({ S3_ENDPOINT: 'http://127.0.0.1:12002', S3_BUCKET: 'documents' })
  expect(store.S3_ACCESS_KEY_ID).toBe(secrets.storeApp.accessKeyId)
})

test('what the environment says wins, and needs no data folder', () => {
  const { databaseUrl, secrets, store } = found(ELSEWHERE)
  expect(databaseUrl).toBe('postgresql://elsewhere/db')
  expect(secrets).toEqual(['of sessions'])
  expect(store.S3_ENDPOINT).toBe('https://s3.example.org')
})

test('every secret that may have sealed is known, the present one first', () => {
  const keys = { AUDIT_KEY: 'of today', AUDIT_OLD_KEYS: ' of last year, of before ,' }
  expect(found({ ...ELSEWHERE, ...keys }).secrets).toEqual(['of today', 'of sessions', 'of last year', 'of before'])
})

describe('names what is missing, and makes nothing', () => {
  test.each(['DATABASE_URL', 'NEXTAUTH_SECRET'])('%s', (name) => {
    expect(() => found({ ...ELSEWHERE, [name]: undefined })).toThrow(name)
  })

  test('the store', () => {
    const { DATABASE_URL, NEXTAUTH_SECRET } = ELSEWHERE
    expect(() => found({ DATABASE_URL, NEXTAUTH_SECRET })).toThrow('S3_*')
  })
})
