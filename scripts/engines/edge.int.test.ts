import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureNginx } from '../test/nginx.ts'
import { startEdge } from './edge.ts'
import { freePort } from './ports.ts'
import { isAlive } from './process.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'countersign edge '))
beforeAll(() => void ensureNginx(), 300_000)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const start = (port: number, change: Partial<Parameters<typeof startEdge>[0]> = {}) =>
  startEdge({
    dataDir,
    listen: [`127.0.0.1:${port}`],
    appUrl: 'http://localhost:3000',
    appFrom: 'http://127.0.0.1:3000',
    origin: 'http://127.0.0.1:8333',
    bucket: 'documents.of.dots',
    secret: 'x'.repeat(40),
    keys: ['k'.repeat(40)],
    ...change,
  })

test('killed, it leaves no worker behind that holds the port, and starts again', async () => {
  const port = await freePort()
  const first = await start(port)
  process.kill(first.pid, 'SIGKILL')
  expect(await first.ended).toBe('signal SIGKILL')
  const second = await start(port)
  expect(isAlive(second.pid)).toBe(true)
  await second.stop()
  await expect(fetch(`http://127.0.0.1:${port}/d`)).rejects.toThrow('fetch failed')
})

test('a port that is taken is named', async () => {
  const port = await freePort()
  const first = await start(port)
  await expect(start(port)).rejects.toThrow(`Port ${port}, which the edge uses, is taken by another program.`)
  await first.stop()
})

test('a value that nginx would read as something else is refused', async () => {
  await expect(start(await freePort(), { cacheSize: '1g; include /etc/passwd' })).rejects.toThrow(
    'EDGE_CACHE_SIZE has a character that nginx would misread.',
  )
})

test('its configuration has no secret, and is nobody else’s to read', async () => {
  const edge = await start(await freePort())
  const file = readFileSync(join(dataDir, 'edge/nginx.conf'), 'utf8')
  expect(file).toContain('documents\\.of\\.dots')
  expect(file).not.toMatch(/x{40}|k{40}|\$\{EDGE/)
  await edge.stop()
})
