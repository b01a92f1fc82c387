import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { freePort } from '../scripts/engines/ports.ts'
import { applyMigrations } from '../scripts/migrate/apply.ts'
import { startServer, untilReady } from '../scripts/up/server.ts'
import { sql } from './person.ts'
import { setting } from './settings.ts'

export type OwnServer = { url: string; databaseUrl: string; stop(): Promise<void> }

/** A second server with an empty database beside the first, for what other tests must not see. Its log goes to `folder`. */
export async function startServerOfItsOwn(folder: string, changes: Record<string, string>): Promise<OwnServer> {
  const name = `own_${randomUUID().replaceAll('-', '')}`
  await sql(`CREATE DATABASE ${name}`)
  const database = new URL(setting('DATABASE_URL'))
  database.pathname = `/${name}`
  await applyMigrations(database.href)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const own = { PORT: String(port), APP_URL: url, DATABASE_URL: database.href, RECONCILE_INTERVAL: '0', ...changes }
  await mkdir(folder, { recursive: true })
  const server = startServer(folder, own, false)
  await untilReady(server, port, folder, false)
  return { url, databaseUrl: database.href, stop: () => server.stop() }
}
