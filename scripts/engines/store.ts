import { execFile } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Problem } from '../problem.ts'
import { ensureBucket, probe, storeClient } from './bucket.ts'
import { tail } from './log.ts'
import type { EnginePorts } from './ports.ts'
import type { Engine } from './process.ts'
import { startSeaweed } from './seaweedfs.ts'
import type { StoreConfig } from './store-config.ts'

export const REGION = 'us-east-1'
const PATIENCE_MS = 120_000
const MB = 1024 ** 2
// 1 GiB it leaves free (see seaweedfs.ts), and room for its first volumes.
const NEEDS = 1_200 * MB

export type StoreOptions = {
  weed: string
  dataDir: string
  ports: EnginePorts
  config: StoreConfig
  corsOrigins: string[]
  /** A throwaway store gives up power-cut safety for speed. */
  throwaway?: boolean
}

/** Starts the store and waits until it really takes and gives bytes. */
export async function startStore(options: StoreOptions): Promise<Engine> {
  const { dataDir, ports, config } = options
  requireSpace(dataDir)
  const engine = startSeaweed(options)
  const client = storeClient(`http://127.0.0.1:${ports.s3}`, REGION, config.admin)
  try {
    await untilItServes(engine, join(dataDir, 'store.log'), async () => {
      await ensureBucket(client, config.bucket, options.corsOrigins)
      await probe(client, config.bucket)
    })
    if (!options.throwaway) await syncWrites(options)
  } catch (error) {
    await engine.stop()
    throw error
  } finally {
    client.destroy()
  }
  return engine
}

function requireSpace(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir)
  const free = bavail * bsize
  if (free < NEEDS)
    throw new Problem(
      `The disk that holds ${dataDir} has only ${Math.floor(free / MB)} MB free. The store needs ${Math.ceil(NEEDS / MB)} MB to start; nothing is lost.`,
    )
}

async function untilItServes(engine: Engine, logFile: string, attempt: () => Promise<void>): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!engine.running()) throw new Problem(whyItEnded(await engine.ended, logFile))
      if (Date.now() > until)
        throw new Problem(`The store did not become ready within two minutes: ${(error as Error).message}`)
      await sleep(100)
    }
  }
}

function whyItEnded(how: string, logFile: string): string {
  const log = tail(logFile)
  const port = /listen tcp [^ ]*:(\d+): bind: address already in use/.exec(log)?.[1]
  if (port) return `Port ${port}, which the store uses, is taken by another program. Stop that program and start again.`
  if (/no space left/i.test(log))
    return 'The disk is full, so the store could not start. Free some space and start again; nothing is lost.'
  return `The store ended while starting (${how}). The end of ${logFile}:\n${log}`
}

// S3 writes are not fsynced by default, and a power cut would take acknowledged uploads with it. Kept in the store's own
// configuration, so saying it again changes nothing.
async function syncWrites({ weed, ports, config }: StoreOptions): Promise<void> {
  const pending = promisify(execFile)(
    weed,
    ['shell', `-master=127.0.0.1:${ports.master}`, `-filer=127.0.0.1:${ports.filer}`],
    {
      timeout: 30_000,
    },
  )
  pending.child.stdin?.end(`fs.configure -locationPrefix=/buckets/${config.bucket}/ -fsync=true -apply\n`)
  await pending
}
