import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEdge } from '../engines/edge.ts'
import { catcherPage, startMailCatcher } from '../engines/mail-catcher.ts'
import type { EnginePorts } from '../engines/ports.ts'
import { startPostgres } from '../engines/postgres.ts'
import { REGION, startStore, type StoreOptions } from '../engines/store.ts'
import { findWeed } from '../engines/weed.ts'
import type { Addresses } from './address.ts'
import { checkDatabase } from './database.ts'
import { edgeSettings, edgeUrl } from './edge.ts'
import { checkStore } from './external-store.ts'
import { enginePorts } from './ports.ts'
import { relay } from './relay.ts'
import { during, step } from './say.ts'
import type { Secrets } from './secrets.ts'
import { externalStore, usesOwnStore } from './settings.ts'
import type { Shutdown } from './shutdown.ts'
import { Keeper } from './supervise.ts'

export type Parts = {
  databaseUrl: string
  /** The server's S3_* variables. */
  s3: Record<string, string>
  storeWasKilled: boolean
  /** SMTP_URL and MAIL_FROM of the catcher; nothing where mail really goes out. */
  mail: Record<string, string>
  /** DELIVERY and EDGE_* where an edge stands before the store. */
  edge: Record<string, string>
  /** What its person should know, as sentences. */
  hints: string[]
}

type Context = {
  dataDir: string
  addresses: Addresses
  secrets: Secrets
  shutdown: Shutdown
  note: (name: string, pid: number) => void
}

/** Starts the database and the store that this machine is to run; checks those that are elsewhere. */
export async function startParts(context: Context): Promise<Parts> {
  const ports = await enginePorts(context.dataDir, context.secrets)
  const databaseUrl = process.env.DATABASE_URL || (await database(context, ports.postgres))
  if (process.env.DATABASE_URL) await checkDatabase(databaseUrl)
  const before = edgeUrl(process.env, context.addresses, ports.edge)
  const store = await anyStore(context, ports, before)
  const edge = before ? await edgeBefore(context, ports.edge, before, store.s3) : {}
  const mail = process.env.SMTP_URL ? null : await mailCatcher(context, ports)
  return { databaseUrl, ...store, edge, mail: mail?.settings ?? {}, hints: [...store.hints, ...(mail?.hints ?? [])] }
}

type Store = Pick<Parts, 's3' | 'storeWasKilled' | 'hints'>

async function anyStore(context: Context, ports: EnginePorts, edge: string | null): Promise<Store> {
  if (usesOwnStore(process.env)) return ownStore(context, ports, edge)
  const s3 = externalStore(process.env)
  await checkStore({ ...s3, APP_URL: context.addresses.appUrl })
  return { s3, storeWasKilled: false, hints: eventHint(context) }
}

async function edgeBefore(context: Context, port: number, url: string, s3: Parts['s3']): Promise<Parts['edge']> {
  const { dataDir, addresses, secrets, shutdown, note } = context
  const { options, server } = edgeSettings({ url, port, dataDir, addresses, secrets, s3 })
  await during('Starting the edge', () => keep(() => startEdge(options), shutdown, note))
  return server
}

async function mailCatcher({ dataDir, shutdown, note }: Context, ports: EnginePorts) {
  await during('Starting the mail catcher', () => keep(() => startMailCatcher({ dataDir, ports }), shutdown, note))
  return {
    settings: { SMTP_URL: `smtp://127.0.0.1:${ports.mail}`, MAIL_FROM: 'Countersign <countersign@localhost>' },
    hints: [`Mail is not sent but shown at ${catcherPage(ports.mailPage)}, because SMTP_URL is not set.`],
  }
}

async function database({ dataDir, secrets, shutdown, note }: Context, port: number): Promise<string> {
  let databaseUrl = ''
  const start = async () => {
    const started = await startPostgres({ dataDir, port, password: secrets.postgresPassword })
    databaseUrl = started.databaseUrl
    return started.engine
  }
  await during('Starting PostgreSQL', () => keep(start, shutdown, note))
  return databaseUrl
}

async function ownStore(context: Context, ports: EnginePorts, edge: string | null): Promise<Store> {
  const { dataDir, addresses, secrets, shutdown, note } = context
  const weed = await findWeed(step)
  const bucket = process.env.S3_BUCKET || 'documents'
  const running = join(dataDir, 'store', 'running')
  const storeWasKilled = existsSync(running)
  const events = {
    url: `http://127.0.0.1:${addresses.port}/api/storage/events`,
    token: process.env.STORAGE_EVENTS_TOKEN || secrets.eventsToken,
  }
  const options: StoreOptions = {
    weed,
    dataDir,
    ports,
    config: {
      bucket,
      admin: secrets.storeAdmin,
      app: secrets.storeApp,
      events: process.env.STORAGE_EVENTS === 'off' ? null : events,
    },
    corsOrigins: [addresses.appUrl],
  }
  const start = async () => {
    const engine = await startStore(options)
    writeFileSync(running, '')
    return engine
  }
  // Added before the keeper, so that it runs after the store has stopped.
  shutdown.add(() => rmSync(running, { force: true }))
  await during('Starting SeaweedFS', () => keep(start, shutdown, note))
  // What stands before the store takes uploads too; a person's own proxy is left to what it was told.
  const behindEdge = edge && !process.env.S3_PUBLIC_ENDPOINT
  if (addresses.lan && !behindEdge) shutdown.add(await relay(addresses.lan, ports.s3))
  const s3 = {
    S3_ENDPOINT: `http://127.0.0.1:${ports.s3}`,
    S3_PUBLIC_ENDPOINT: behindEdge ? edge : addresses.publicStore(ports.s3),
    S3_BUCKET: bucket,
    S3_REGION: REGION,
    S3_ACCESS_KEY_ID: secrets.storeApp.accessKeyId,
    S3_SECRET_ACCESS_KEY: secrets.storeApp.secretAccessKey,
  }
  return { s3, storeWasKilled, hints: [] }
}

async function keep(
  start: ConstructorParameters<typeof Keeper>[0],
  shutdown: Shutdown,
  note: Context['note'],
): Promise<void> {
  const keeper = new Keeper(start, note, (problem) => {
    console.error(`\n${(problem as Error).message}`)
    void shutdown.begin().then(() => process.exit(1))
  })
  shutdown.add(() => keeper.stop())
  await keeper.start()
}

function eventHint({ addresses, dataDir }: Context): string[] {
  const token = process.env.STORAGE_EVENTS_TOKEN
    ? 'STORAGE_EVENTS_TOKEN'
    : `eventsToken in ${join(dataDir, 'secrets.json')}`
  return [
    `Let your store notify ${addresses.appUrl}/api/storage/events with “Authorization: Bearer <${token}>”; until then uploads take up to a minute to become Ready.`,
  ]
}
