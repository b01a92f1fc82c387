import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import { tail, trimLog } from './log.ts'
import { startEngine, type Engine } from './process.ts'

type CatcherOptions = { dataDir: string; ports: { mail: number; mailPage: number } }

const PATIENCE_MS = 20_000

/** Where the catcher's page answers. */
export const catcherPage = (port: number) => `http://127.0.0.1:${port}`

/** Starts the catcher of mail on loopback: whatever is handed to its SMTP port is shown on its page and goes nowhere. */
export async function startMailCatcher({ dataDir, ports }: CatcherOptions): Promise<Engine> {
  const logFile = join(dataDir, 'mail.log')
  trimLog(logFile)
  const engine = startEngine({
    name: 'The mail catcher',
    command: [
      process.execPath,
      join(root, 'scripts/mail-catcher.ts'),
      `--data-dir=${dataDir}`,
      String(ports.mail),
      String(ports.mailPage),
    ],
    logFile,
    cwd: root,
    stopWithin: 3_000,
  })
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    if (!engine.running())
      throw new Problem(`The mail catcher ended while starting (${await engine.ended}):\n${tail(logFile)}`)
    const answer = await fetch(catcherPage(ports.mailPage)).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return engine
    await sleep(50)
  }
  await engine.stop()
  throw new Problem(`The mail catcher did not answer within ${PATIENCE_MS / 1000} s. See ${logFile}.`)
}
