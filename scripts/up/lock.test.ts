import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAlive } from '../engines/process.ts'
import { takeLock } from './lock.ts'

let dataDir: string
const children: ChildProcess[] = []
const file = () => join(dataDir, 'up.lock')
const hold = (pid: number, started: Record<string, number> = {}) =>
  writeFileSync(file(), JSON.stringify({ pid, address: 'http://localhost:3333', started }))

/** A process that idles, with these words on its command line. */
async function idle(...words: string[]): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => 0, 1000)', ...words])
  children.push(child)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child.pid!
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true })
})

describe('the lock of a data folder', () => {
  it('is for its user alone, and gone when released', async () => {
    const lock = await takeLock(dataDir, 'http://localhost:3000')
    lock.note('PostgreSQL', 42)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({
      pid: process.pid,
      address: 'http://localhost:3000',
      started: { PostgreSQL: 42 },
    })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    lock.release()
    expect(existsSync(file())).toBe(false)
  })

  it('refuses a second start with the address of the first', async () => {
    hold(await idle('/x/scripts/up/main.ts'))
    await expect(takeLock(dataDir, '')).rejects.toThrow(/already runs .* http:\/\/localhost:3333 \(process \d+\)/)
  })

  it('is taken over from a process that is gone, and from one that only has its number', async () => {
    for (const pid of [2 ** 22 - 1, await idle('something else')]) {
      hold(pid)
      await takeLock(dataDir, '')
      expect(JSON.parse(readFileSync(file(), 'utf8')).pid).toBe(process.pid)
    }
  })

  it.each(['', '{"pid":'])('that was cut off (%j) holds nobody', async (text) => {
    writeFileSync(file(), text)
    await takeLock(dataDir, '')
  })

  it('stops what a dead start left behind, and nothing that only got its number', async () => {
    const [ours, foreign] = [await idle(`data-dir=${dataDir}`), await idle('a stranger')]
    hold(2 ** 22 - 1, { store: ours, server: foreign })
    await takeLock(dataDir, '')
    expect([isAlive(ours), isAlive(foreign)]).toEqual([false, true])
  })
})
