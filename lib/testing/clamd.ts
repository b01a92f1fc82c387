import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureClamd } from '../../scripts/test/clamd.ts'
import { freePort } from '../../scripts/engines/ports.ts'
import { ping } from '../scan/clamd'

/** The test string that every scanner finds (https://www.eicar.org), put together here so that this file is not found. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('-')

export const STREAM_LIMIT = 1024 * 1024

/** A real clamd whose one signature is the EICAR string. */
export async function startClamd(port?: number): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-clamd-'))
  const at = port ?? (await freePort())
  writeFileSync(join(folder, 'eicar.ndb'), `Eicar-Test:0:*:${Buffer.from(EICAR).toString('hex')}\n`)
  const conf = [
    `DatabaseDirectory ${folder}`,
    'Foreground yes',
    `TCPSocket ${at}`,
    'TCPAddr 127.0.0.1',
    `StreamMaxLength ${STREAM_LIMIT}`,
    `TemporaryDirectory ${folder}`,
    'User root',
  ]
  const asRoot = process.getuid?.() === 0
  writeFileSync(join(folder, 'clamd.conf'), conf.filter((line) => asRoot || !line.startsWith('User')).join('\n') + '\n')
  const child = spawn(ensureClamd(), ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const stop = async () => {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 100; tries += 1) {
    const answers = await ping({ host: '127.0.0.1', port: at }).then(
      () => true,
      () => false,
    )
    if (answers) return { port: at, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error('clamd did not start')
}
