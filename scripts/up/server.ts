import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tail, trimLog } from '../engines/log.ts'
import { startEngine, type Engine } from '../engines/process.ts'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'

const PATIENCE_MS = 120_000

/** Starts the server process. In development its output is shown, otherwise it goes to `server.log`. */
export function startServer(dataDir: string, env: Record<string, string>, dev: boolean): Engine {
  const logFile = dev ? null : join(dataDir, 'server.log')
  if (logFile) trimLog(logFile)
  return startEngine({
    name: 'The server',
    command: [process.execPath, join(root, 'scripts/serve.ts'), `--data-dir=${dataDir}`],
    logFile,
    cwd: root,
    env: { ...process.env, ...env },
    stopWithin: 15_000,
  })
}

/** Waits until `/api/ready` says 200. */
export async function untilReady(engine: Engine, port: number, dataDir: string, dev: boolean): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  let last = 'no answer'
  while (Date.now() < until) {
    if (!engine.running()) throw new Problem(await whyItEnded(engine, dataDir, dev))
    const answer = await fetch(`http://127.0.0.1:${port}/api/ready`, { signal: AbortSignal.timeout(30_000) }).catch(
      () => null,
    )
    if (answer?.ok) return
    if (answer) last = `${answer.status} ${(await answer.text()).slice(0, 500)}`
    await sleep(100)
  }
  throw new Problem(`The server runs but does not become ready: ${last}`)
}

async function whyItEnded(engine: Engine, dataDir: string, dev: boolean): Promise<string> {
  const how = await engine.ended
  return dev
    ? `The server ended while starting (${how}), see above.`
    : `The server ended while starting (${how}):\n${tail(join(dataDir, 'server.log'))}`
}
