import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IdentityProvider, OIDC_CLIENT } from '../lib/testing/identity-provider.ts'
import { freePort } from '../scripts/engines/ports.ts'
import { Box } from '../scripts/mail-catcher/box.ts'
import { startSmtp } from '../scripts/mail-catcher/smtp.ts'
import { startEngines } from '../scripts/engines/start.ts'
import { applyMigrations } from '../scripts/migrate/apply.ts'
import { settings } from '../scripts/test/settings.ts'
import { ensureBuild } from '../scripts/up/build.ts'
import { startServer, untilReady } from '../scripts/up/server.ts'
import { ACTIONS_KEY, DIST_DIR } from './chaos/build.ts'

const MB = 1024 ** 2

/** A production build on engines of its own, once for all specs. What they need to know goes into E2E_… variables. */
export default async function setup(): Promise<() => Promise<void>> {
  const undo: (() => Promise<void> | void)[] = []
  const teardown = async () => {
    for (let last = undo.pop(); last; last = undo.pop()) await last()
  }
  try {
    await start(undo)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}

async function start(undo: (() => Promise<void> | void)[]): Promise<void> {
  await ensureBuild(DIST_DIR, ACTIONS_KEY)
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-'))
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const [port, oidcPort] = [await freePort(), await freePort()]
  const appUrl = `http://localhost:${port}`
  const eventsToken = randomBytes(32).toString('base64url')
  const events = { url: `http://127.0.0.1:${port}/api/storage/events`, token: eventsToken }
  const engines = await startEngines({ dataDir, corsOrigins: [appUrl], events })
  undo.push(() => engines.stop())
  await applyMigrations(engines.databaseUrl)
  const provider = new IdentityProvider(oidcPort, appUrl)
  undo.push(() => provider.stop())
  const mail = await catchMail(dataDir)
  undo.push(() => mail.close())
  const environment = {
    ...settings({ appUrl, engines, eventsToken }),
    ...ofServer(port, provider.issuer),
    ...mail.settings,
  }
  const server = startServer(dataDir, environment, false)
  undo.push(() => server.stop())
  await untilReady(server, port, dataDir, false)
  Object.assign(process.env, environment, {
    E2E_BASE_URL: appUrl,
    E2E_DATA_DIR: dataDir,
    E2E_SERVER_PID: String(server.pid),
  })
}

/** A real mail server; e2e/mail.ts reads what came to it. */
async function catchMail(dataDir: string) {
  const port = await freePort()
  const box = new Box(join(dataDir, 'mail'))
  const server = await startSmtp(port, (raw) => box.add(raw))
  const settings = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Countersign <countersign@example.org>' }
  return { settings, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

function ofServer(port: number, issuer: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    NEXT_DIST_DIR: DIST_DIR,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTIONS_KEY,
    // Short enough to see a URL die.
    DOWNLOAD_URL_TTL: '5',
    MAX_UPLOAD_BYTES: String(300 * MB),
    UPLOAD_STRATEGY: 'auto',
    LOG_LEVEL: 'info',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: OIDC_CLIENT.id,
    OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
    OIDC_NAME: 'the test provider',
  }
}
