import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../engines/ports.ts'
import { startEngines } from '../engines/start.ts'
import { applyMigrations } from '../migrate/apply.ts'
import { settings } from './settings.ts'

/** Vitest's global set-up of the integration tests: real engines, once, thrown away afterwards. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-test-'))
  const appUrl = `http://localhost:${await freePort()}`
  const eventsToken = randomBytes(32).toString('base64url')
  const engines = await startEngines({ dataDir, corsOrigins: [appUrl], events: null })
  const teardown = async () => {
    await engines.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  await applyMigrations(engines.databaseUrl).catch(async (error: unknown) => {
    await teardown()
    throw error
  })
  Object.assign(process.env, settings({ appUrl, engines, eventsToken }), {
    LOG_LEVEL: 'silent',
    RECONCILE_INTERVAL: '0',
    TEST_POSTGRES_PID: String(engines.postgres.pid),
    TEST_STORE_PID: String(engines.store.pid),
    TEST_FILER_PORT: String(engines.ports.filer),
    TEST_VOLUME_PORT: String(engines.ports.volume),
  })
  return teardown
}
