import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { isInstalled } from './install.mjs'

const A = { version: '1.0.0', integrity: 'sha512-a' }
let folder: string

function checkout(wanted: object, have: object | null): void {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }))
  if (have) writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: have }))
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'))
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true })
  writeFileSync(join(folder, 'node_modules', '.bin', 'node'), '')
  return () => rmSync(folder, { recursive: true })
})

describe('packages', () => {
  it('are installed when they are what the lock names', () => {
    checkout({ a: A, other: { ...A, optional: true } }, { a: A })
    expect(isInstalled(folder)).toBe(true)
  })

  it.each([
    ['nothing was installed', { a: A }, null],
    ['one is missing', { a: A, b: A }, { a: A }],
    ['one has changed', { a: { ...A, integrity: 'sha512-new' } }, { a: A }],
  ])('are not when %s', (_, wanted, have) => {
    checkout(wanted, have)
    expect(isInstalled(folder)).toBe(false)
  })

  it('are not without the pinned Node', () => {
    checkout({ a: A }, { a: A })
    rmSync(join(folder, 'node_modules', '.bin', 'node'))
    expect(isInstalled(folder)).toBe(false)
  })
})
