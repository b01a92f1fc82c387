import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDataDir, prepareDataDir } from './data-dir.ts'
import { loadSecrets, saveSecrets } from './secrets.ts'

let dataDir: string
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'secrets-')), 'data')
  prepareDataDir(dataDir)
  return () => rmSync(join(dataDir, '..'), { recursive: true })
})

describe('secrets', () => {
  it('are made once, long, different, and for their user alone', () => {
    const made = loadSecrets(dataDir)
    expect(loadSecrets(dataDir)).toEqual(made)
    const all = [
      made.nextauthSecret,
      made.actionsKey,
      made.eventsToken,
      made.storeAdmin.secretAccessKey,
      made.storeApp.secretAccessKey,
    ]
    expect(new Set(all).size).toBe(all.length)
    expect(Math.min(...all.map((secret) => secret.length))).toBeGreaterThanOrEqual(32)
    expect(Buffer.from(made.actionsKey, 'base64')).toHaveLength(32)
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  })

  it('remember what is saved with them', () => {
    saveSecrets(dataDir, { ...loadSecrets(dataDir), ports: { s3: 12_345 } })
    expect(loadSecrets(dataDir).ports).toEqual({ s3: 12_345 })
    expect(readdirSync(dataDir)).toEqual(['secrets.json'])
  })

  it('are not made anew beside a database that needs the old ones', () => {
    mkdirSync(join(dataDir, 'postgres'))
    expect(() => loadSecrets(dataDir)).toThrow(/secrets\.json is missing/)
  })

  it('that are broken are named, with the cure', () => {
    writeFileSync(join(dataDir, 'secrets.json'), '{"nextauth')
    expect(() => loadSecrets(dataDir)).toThrow(/backup.*--fresh/)
  })
})

describe('the data folder', () => {
  it('is not taken where other files are', () => {
    writeFileSync(join(dataDir, 'holiday.jpg'), '')
    expect(() => prepareDataDir(dataDir)).toThrow(/holiday\.jpg/)
  })

  it('is emptied of what is ours, and of nothing else', () => {
    loadSecrets(dataDir)
    writeFileSync(join(dataDir, 'holiday.jpg'), '')
    writeFileSync(join(dataDir, 'up.lock'), '')
    emptyDataDir(dataDir)
    expect(readdirSync(dataDir).toSorted()).toEqual(['holiday.jpg', 'up.lock'])
  })
})
