import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { buildKey } from './build-key.ts'

let root: string
const write = (file: string, text: string) => {
  mkdirSync(join(root, file, '..'), { recursive: true })
  writeFileSync(join(root, file), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-key-'))
  write('app/page.tsx', 'page')
  write('lib/a.ts', 'a')
  write('package-lock.json', '{}')
  return () => rmSync(root, { recursive: true })
})

describe('the key of a build', () => {
  it('changes with a source, a new file, a renamed file and the key of the actions', () => {
    const keys = [buildKey(root, ['k'])]
    write('app/page.tsx', 'other page')
    keys.push(buildKey(root, ['k']))
    write('components/new.tsx', 'new')
    keys.push(buildKey(root, ['k']))
    cpSync(join(root, 'lib/a.ts'), join(root, 'lib/b.ts'))
    rmSync(join(root, 'lib/a.ts'))
    keys.push(buildKey(root, ['k']), buildKey(root, ['other']))
    expect(new Set(keys).size).toBe(5)
  })

  it('does not change with a file time, a test, the generated client or the place of the checkout', () => {
    const before = buildKey(root, [])
    utimesSync(join(root, 'lib/a.ts'), new Date(0), new Date(0))
    write('lib/a.test.ts', 'test')
    write('lib/a.int.test.ts', 'test')
    write('lib/generated/prisma/client.ts', 'generated')
    write('README.md', 'read me')
    const copy = mkdtempSync(join(tmpdir(), 'build key '))
    cpSync(root, copy, { recursive: true })
    expect([buildKey(root, []), buildKey(copy, [])]).toEqual([before, before])
    rmSync(copy, { recursive: true })
  })
})
