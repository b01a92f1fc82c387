import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../scripts/engines/ports.ts'
import { startEngines, type Engines } from '../scripts/engines/start.ts'
import { applyMigrations } from '../scripts/migrate/apply.ts'
import { settings } from '../scripts/test/settings.ts'
import { ensureBuild } from '../scripts/up/build.ts'
import { startServer, untilReady } from '../scripts/up/server.ts'
import type { Shutdown } from '../scripts/up/shutdown.ts'

export const ADMIN = { id: '', name: 'Bench', email: 'bench@example.com', password: 'bench-password-of-one-run' }

// It goes into the build; the same one each time lets the build be used again.
const ACTIONS_KEY = Buffer.alloc(32, 'bench').toString('base64')

export type Server = { url: string; serverPid: number }
export type App = Server & { engines: Engines; dataDir: string }

/**
 * A production build of this checkout on engines of its own: beside whatever else runs here, gone afterwards. The store
 * and the database write as durably as those of `npm run up`.
 */
export async function startApp(
  shutdown: Shutdown,
  env: Record<string, string>,
  otherOrigins: string[] = [],
): Promise<App> {
  await ensureBuild('.next-bench', ACTIONS_KEY)
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
  shutdown.add(() => rmSync(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const token = randomBytes(32).toString('base64url')
  const events = { url: `http://127.0.0.1:${port}/api/storage/events`, token }
  const engines = await startEngines({ dataDir, corsOrigins: [url, ...otherOrigins], events, throwaway: false })
  shutdown.add(() => engines.stop())
  await applyMigrations(engines.databaseUrl)
  return {
    ...(await startOn({ engines, dataDir }, port, shutdown, { ...env, STORAGE_EVENTS_TOKEN: token })),
    engines,
    dataDir,
  }
}

/** A server with settings of its own on the same engines: one more way to do the same thing in the same run. */
export function startBeside(app: App, port: number, shutdown: Shutdown, env: Record<string, string>): Promise<Server> {
  const dataDir = join(app.dataDir, `server-${port}`)
  mkdirSync(dataDir)
  return startOn({ engines: app.engines, dataDir }, port, shutdown, env)
}

async function startOn(
  { engines, dataDir }: Pick<App, 'engines' | 'dataDir'>,
  port: number,
  shutdown: Shutdown,
  env: Record<string, string>,
): Promise<Server> {
  const url = `http://localhost:${port}`
  const eventsToken = randomBytes(32).toString('base64url')
  const given = { ...settings({ appUrl: url, engines, eventsToken }), ...ofServer(port), ...env }
  const server = startServer(dataDir, given, false)
  shutdown.add(() => server.stop())
  await untilReady(server, port, dataDir, false)
  return { url, serverPid: server.pid }
}

function ofServer(port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    NEXT_DIST_DIR: '.next-bench',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTIONS_KEY,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    LOG_LEVEL: 'warn',
  }
}
