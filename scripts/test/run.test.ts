import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../root.ts'

it('ends when its suites have ended, although its parent listens on', { timeout: 60_000 }, async () => {
  const runner = spawn(process.execPath, [join(root, 'scripts/test/run.ts'), 'format'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let said = ''
  runner.stdout!.on('data', (data: Buffer) => (said += data.toString()))
  const [code] = (await once(runner, 'close')) as [number]
  expect(said.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, \d+ failed$/)
  expect(code).toBe(said.endsWith(' 0 failed\n') ? 0 : 1)
})
