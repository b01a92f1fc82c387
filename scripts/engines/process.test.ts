import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { commandLine, isAlive, startEngine } from './process.ts'

const folder = mkdtempSync(join(tmpdir(), 'process-'))
const logFile = join(folder, 'log')
afterAll(() => rmSync(folder, { recursive: true }))
const node = (code: string) => [process.execPath, '-e', code]

describe('an engine', () => {
  it('writes to its log, and says how it ended', async () => {
    const engine = startEngine({ name: 'x', command: node('console.log("hello"); process.exit(3)'), logFile })
    expect(await engine.ended).toBe('code 3')
    expect(engine.running()).toBe(false)
    expect(readFileSync(logFile, 'utf8')).toContain('hello')
  })

  it('that cannot be started ends with the reason', async () => {
    expect(await startEngine({ name: 'x', command: ['/no/such/program'], logFile }).ended).toMatch(/ENOENT|code 127/)
  })

  it('is asked to stop, and killed when it does not listen', async () => {
    const deaf = startEngine({
      name: 'x',
      command: node('process.on("SIGTERM", () => 0); setInterval(() => 0, 1e3); console.log("deaf")'),
      logFile,
      stopWithin: 200,
    })
    while (!readFileSync(logFile, 'utf8').includes('deaf')) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isAlive(deaf.pid)).toBe(true)
    expect(commandLine(deaf.pid)).toContain('SIGTERM')
    await deaf.stop()
    expect(await deaf.ended).toBe('signal SIGKILL')
  })

  it('that is gone has no command line', () => {
    expect(isAlive(2 ** 22 - 1)).toBe(false)
    expect(commandLine(2 ** 22 - 1)).toBe('')
  })
})
