import { randomBytes } from 'node:crypto'
import type { Engine } from './process.ts'
import { startPostgres } from './postgres.ts'
import { choosePorts, type EnginePorts } from './ports.ts'
import { REGION, startStore } from './store.ts'
import type { Identity } from './store-config.ts'
import { findWeed } from './weed.ts'

export type EngineOptions = {
  dataDir: string
  /** Chosen freely when not given. */
  ports?: Partial<EnginePorts>
  /** Origins whose pages may talk to the store. */
  corsOrigins: string[]
  /** Where notifications go, with the token that proves them; null for nowhere. */
  events: { url: string; token: string } | null
  /** False for benchmarks: writes as durably, and as slowly, as the engines of `npm run up`. */
  throwaway?: boolean
}

export type Engines = {
  databaseUrl: string
  s3: Identity & { endpoint: string; publicEndpoint: string; bucket: string; region: string; admin: Identity }
  ports: EnginePorts
  postgres: Engine
  store: Engine
  stop(): Promise<void>
}

/** Starts engines for tests and benchmarks, on free ports, with keys of their own. */
export async function startEngines(options: EngineOptions): Promise<Engines> {
  const weed = await findWeed()
  const { dataDir, corsOrigins, events, throwaway = true } = options
  const ports = await choosePorts(options.ports)
  const [admin, app] = [newIdentity(), newIdentity()]
  const bucket = 'documents'
  const [database, store] = await Promise.all([
    startPostgres({ dataDir, port: ports.postgres, password: randomBytes(16).toString('hex'), throwaway }),
    startStore({
      weed,
      dataDir,
      ports,
      config: { bucket, admin, app, events },
      corsOrigins,
      throwaway,
    }),
  ])
  const endpoint = `http://127.0.0.1:${ports.s3}`
  return {
    databaseUrl: database.databaseUrl,
    s3: { ...app, endpoint, publicEndpoint: endpoint, bucket, region: REGION, admin },
    ports,
    postgres: database.engine,
    store,
    stop: async () => void (await Promise.all([database.engine.stop(), store.stop()])),
  }
}

/** A fresh access key for the store. */
export function newIdentity(): Identity {
  return {
    accessKeyId: randomBytes(10).toString('hex').toUpperCase(),
    secretAccessKey: randomBytes(30).toString('base64url'),
  }
}
