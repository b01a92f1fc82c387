import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import { tail, trimLog } from './log.ts'
import { requireNginx } from './nginx.ts'
import { startEngine, type Engine } from './process.ts'
import { unprivileged } from './unprivileged.ts'

export type EdgeOptions = {
  dataDir: string
  /** `address:port`, each. */
  listen: string[]
  /** The origin of the pages that show what the edge answers. */
  appUrl: string
  /** Where the edge reaches the app, and the store. */
  appFrom: string
  origin: string
  bucket: string
  secret: string
  keys: readonly string[]
  maxUploadBytes?: number
  /** As nginx writes sizes, such as `10g`. */
  cacheSize?: string
}

const PATIENCE_MS = 20_000

/** Starts the edge: nginx with the configuration of `edge/`, which edge/start.sh writes. */
export async function startEdge(options: EdgeOptions): Promise<Engine> {
  const { nginx, njs } = requireNginx()
  const folder = join(options.dataDir, 'edge')
  const logFile = join(options.dataDir, 'edge.log')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const file of [logFile, join(folder, 'access.log')]) trimLog(file)
  // nginx writes it once it has its ports.
  const pidFile = join(folder, 'nginx.pid')
  rmSync(pidFile, { force: true })
  const as = unprivileged(options.dataDir)
  as.own(folder)
  const engine = startEngine({
    name: 'The edge',
    runAs: as.command,
    command: ['sh', join(root, 'edge/start.sh')],
    logFile,
    cwd: folder,
    env: { ...edgeEnv(options, folder), EDGE_NGINX: nginx, EDGE_NJS_MODULE: njs },
    stopWithin: 5_000,
  })
  void engine.ended.then(() => endWorkers(engine.pid))
  await untilItAnswers(engine, options.listen[0]!, pidFile, logFile)
  return engine
}

/** A master that was killed leaves its workers behind, and they the port taken. They are of its process group. */
function endWorkers(master: number): void {
  try {
    process.kill(-master, 'SIGKILL')
  } catch {
    // None is left, as after every orderly end.
  }
}

function edgeEnv(options: EdgeOptions, folder: string): NodeJS.ProcessEnv {
  const { listen, appUrl, appFrom, origin, bucket, secret, keys, maxUploadBytes, cacheSize } = options
  return Object.assign(Object.create(null) as NodeJS.ProcessEnv, {
    PATH: process.env.PATH,
    EDGE_DIR: folder,
    EDGE_LISTEN: listen.join(' '),
    EDGE_APP_URL: appFrom,
    EDGE_ORIGIN: origin,
    EDGE_SECRET: secret,
    EDGE_KEYS: keys.join(','),
    S3_BUCKET: bucket,
    APP_URL: appUrl,
    ...(maxUploadBytes ? { MAX_UPLOAD_BYTES: String(maxUploadBytes) } : {}),
    ...(cacheSize ? { EDGE_CACHE_SIZE: cacheSize } : {}),
  })
}

/** A stranger is refused: that is what an edge that works says. */
async function untilItAnswers(engine: Engine, address: string, pidFile: string, logFile: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    if (!engine.running()) throw new Problem(whyItEnded(await engine.ended, logFile))
    if (existsSync(pidFile)) {
      const answer = await fetch(`http://${address}/d`).catch(() => null)
      await answer?.body?.cancel()
      if (answer?.status === 403) return
    }
    await sleep(50)
  }
  await engine.stop()
  throw new Problem(`The edge did not answer within ${PATIENCE_MS / 1000} s. See ${logFile}.`)
}

function whyItEnded(how: string, logFile: string): string {
  const log = tail(logFile)
  // Its last word, since the lines before may be of an earlier start.
  const port = /bind\(\) to \S+:(\d+) failed .*Address already in use.*\n.*still could not bind\(\)$/.exec(log)?.[1]
  if (port) return `Port ${port}, which the edge uses, is taken by another program. Stop that program and start again.`
  return `The edge ended while starting (${how}). The end of ${logFile}:\n${log}`
}
