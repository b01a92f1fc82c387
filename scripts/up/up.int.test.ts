import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { freePort } from '../engines/ports.ts'
import { commandLine, isAlive } from '../engines/process.ts'
import { root } from '../root.ts'
import { ensureNginx } from '../test/nginx.ts'

// A whole `npm run up` in a copy of the checkout, from a path with a space in it.
const home = mkdtempSync(join(tmpdir(), 'countersign up '))
// Where root may only become nobody, nobody has to get at it.
chmodSync(home, 0o755)
const checkout = join(home, 'checkout')
const dataDir = join(home, 'data')
let port: number
const running: ChildProcess[] = []

beforeAll(async () => {
  ensureNginx()
  port = await freePort()
  const left = new Set(['.git', 'node_modules', 'test-results', 'bench', 'e2e', 'docs'])
  for (const name of readdirSync(root).filter((entry) => !left.has(entry) && !/^\.(next|data)/.test(entry)))
    cpSync(join(root, name), join(checkout, name), { recursive: true })
  // Links cost no gigabyte; across file systems it has to be a copy.
  const modules = [join(root, 'node_modules'), join(checkout, 'node_modules')]
  if (spawnSync('cp', ['-al', ...modules]).status !== 0) execFileSync('cp', ['-a', ...modules])
}, 120_000)

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await vi.waitFor(() => expect(survivors()).toEqual([]), { timeout: 10_000 })
}, 30_000)
afterAll(() => rmSync(home, { recursive: true, force: true }), 60_000)

type Up = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function up(edge = 'auto'): Up {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: dataDir,
    PORT: String(port),
    EDGE: edge,
    NODE_ENV: 'production',
  }
  const child = spawn(process.execPath, ['scripts/up.mjs'], { cwd: checkout, env: env as NodeJS.ProcessEnv })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) }
}

async function ready({ output, child }: Up, within: number): Promise<void> {
  await vi.waitFor(
    () => {
      if (child.exitCode !== null) throw new Error(`It ended: ${output()}`)
      expect(output()).toContain(`Countersign is ready at http://localhost:${port}\n`)
    },
    { timeout: within, interval: 50 },
  )
}

/** What the edge answers a stranger; 0 when there is none. */
async function edgeSays(): Promise<number> {
  const { ports } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { ports: { edge: number } }
  return fetch(`http://127.0.0.1:${ports.edge}/d`)
    .then(({ status }) => status)
    .catch(() => 0)
}

/** The command lines of everything that runs on this data folder. */
function survivors(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .filter((pid) => isAlive(Number(pid)) && commandLine(Number(pid)).includes(dataDir))
    .map((pid) => commandLine(Number(pid)))
}

it(
  'starts, refuses a second start, stops, starts again within 15 s, and leaves nothing behind when it is killed',
  { timeout: 400_000 },
  async () => {
    const first = up()
    await ready(first, 300_000)
    expect(first.output()).toMatch(/Email +admin@example\.com\n +Password +\S{16,}\n/)
    expect((await fetch(`http://localhost:${port}/api/ready`)).status).toBe(200)
    expect(await edgeSays()).toBe(403)
    const [, caught = ''] =
      /Mail is not sent but shown at (\S+), because SMTP_URL is not set/.exec(first.output()) ?? []
    expect(await (await fetch(caught)).text()).toContain('Nothing was caught yet.')

    const second = up()
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(new RegExp(`already runs on this data folder: http://localhost:${port}`))

    first.child.kill('SIGTERM')
    await first.ended
    expect(survivors()).toEqual([])

    const began = Date.now()
    const again = up()
    await ready(again, 120_000)
    // The promise is for a machine that does nothing else.
    expect(Date.now() - began).toBeLessThan(15_000 * Math.max(1, loadavg()[0]! / availableParallelism()))
    expect(again.output()).not.toContain('Password')
    expect(again.output()).not.toContain('Building')

    again.child.kill('SIGKILL')
    await vi.waitFor(() => expect(survivors()).toEqual([]), { timeout: 10_000, interval: 100 })

    const third = up('off')
    await ready(third, 120_000)
    expect(await edgeSays()).toBe(0)
    third.child.kill('SIGINT')
    await third.ended
    expect(survivors()).toEqual([])
  },
)

it('names who has the port', { timeout: 30_000 }, async () => {
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve))
  const refused = up()
  expect(await refused.ended).toBe(1)
  expect(refused.output().trim()).toMatch(
    new RegExp(
      `^Port ${port} is taken by process ${process.pid} \\(.+\\)\\. Stop it, or choose another port: PORT=\\d+ npm run up$`,
    ),
  )
  squatter.close()
  await sleep(0)
})
