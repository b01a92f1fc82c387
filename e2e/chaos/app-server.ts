import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEngine, type Engine } from '../../scripts/engines/process.ts'
import { root } from '../../scripts/root.ts'

type Environment = Record<string, string>

/** The real server process. What it logs is kept apart for each, so that a test reads only its own. */
export class AppServer {
  readonly url: string
  readonly engine: Engine
  readonly #logFile: string

  constructor(folder: string, name: string, env: Environment) {
    this.url = `http://localhost:${env['PORT']}`
    this.#logFile = join(folder, `${name}.log`)
    const { PATH, HOME, LANG, TZ } = process.env
    this.engine = startEngine({
      name: 'The server',
      command: [process.execPath, join(root, 'scripts/serve.ts')],
      logFile: this.#logFile,
      cwd: root,
      // Its own small environment: a variable that is missing here is missing there.
      env: { PATH, HOME, LANG, TZ, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
      stopWithin: 15_000,
    })
  }

  get log(): string {
    return readFileSync(this.#logFile, 'utf8')
  }

  /** What /api/ready answers, as its status; 0 while nobody answers. */
  async ready(): Promise<number> {
    return this.status('/api/ready')
  }

  async status(path: string, init: RequestInit = {}): Promise<number> {
    const answer = await fetch(this.url + path, {
      signal: AbortSignal.timeout(20_000),
      redirect: 'manual',
      ...init,
    }).catch(() => null)
    await answer?.body?.cancel()
    return answer?.status ?? 0
  }

  async kill(): Promise<void> {
    process.kill(this.engine.pid, 'SIGKILL')
    await this.engine.ended
  }
}
