import { randomBytes } from 'node:crypto'
import { applyMigrations } from '../migrate/apply.ts'
import { readAddresses, type Addresses } from './address.ts'
import { ensureBuild } from './build.ts'
import { emptyDataDir, prepareDataDir } from './data-dir.ts'
import { hasNoUser } from './database.ts'
import { startParts, type Parts } from './parts.ts'
import { takeLock } from './lock.ts'
import type { Options } from './options.ts'
import { requireFreePort } from './ports.ts'
import { loadSecrets, saveSecrets, type Secrets } from './secrets.ts'
import { startServer, untilReady } from './server.ts'
import { checkGiven, serverSettings, usesOwnStore } from './settings.ts'
import type { Shutdown } from './shutdown.ts'
import { Keeper } from './supervise.ts'

const DIST_DIR = '.next'

/** Brings everything up, in order, and returns when the app answers. */
export async function up(options: Options, shutdown: Shutdown): Promise<void> {
  const { dataDir, dev } = options
  checkGiven(process.env)
  const addresses = await readAddresses(process.env, usesOwnStore(process.env))
  prepareDataDir(dataDir)
  const lock = await takeLock(dataDir, addresses.appUrl)
  shutdown.add(() => lock.release())
  await requireFreePort(addresses)
  if (options.fresh) emptyDataDir(dataDir)
  const secrets = loadSecrets(dataDir)
  const parts = await startParts({ dataDir, addresses, secrets, shutdown, note: lock.note })
  for (const name of await applyMigrations(parts.databaseUrl)) console.log(`Applied the migration ${name}.`)
  const admin = await firstAdmin(parts.databaseUrl, dataDir, secrets)
  const settings = serverSettings({ addresses, parts, secrets, admin, dev })
  if (!dev) await ensureBuild(DIST_DIR, settings.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY!)
  await serve({ options, addresses, settings, shutdown, note: lock.note })
  announce(admin, addresses, parts, dataDir, secrets)
}

type Serving = {
  options: Options
  addresses: Addresses
  settings: Record<string, string>
  shutdown: Shutdown
  note: (name: string, pid: number) => void
}

async function serve({ options, addresses, settings, shutdown, note }: Serving): Promise<void> {
  const giveUp = (problem: unknown) => {
    console.error(`\n${(problem as Error).message}`)
    void shutdown.begin().then(() => process.exit(1))
  }
  let firstStart = true
  const start = async () => {
    const engine = startServer(options.dataDir, settings, options.dev)
    if (firstStart) shutdown.add(() => engine.stop())
    if (firstStart) await untilReady(engine, addresses.port, options.dataDir, options.dev)
    firstStart = false
    return engine
  }
  const keeper = await new Keeper(start, note, giveUp).start()
  shutdown.add(() => keeper.stop())
}

type Admin = { email: string; password: string; generated: boolean } | null

/** Who the first administrator will be; null when somebody has an account already. */
async function firstAdmin(databaseUrl: string, dataDir: string, secrets: Secrets): Promise<Admin> {
  if (!(await hasNoUser(databaseUrl))) return null
  const email = process.env.ADMIN_EMAIL || 'admin@example.com'
  if (process.env.ADMIN_PASSWORD) return { email, password: process.env.ADMIN_PASSWORD, generated: false }
  secrets.firstPassword ??= randomBytes(15).toString('base64url')
  saveSecrets(dataDir, secrets)
  return { email, password: secrets.firstPassword, generated: true }
}

function announce(admin: Admin, { appUrl }: Addresses, parts: Parts, dataDir: string, secrets: Secrets): void {
  for (const hint of parts.hints) console.log(hint)
  if (admin) {
    console.log(`\nThe first administrator signs in with\n  Email     ${admin.email}`)
    console.log(
      admin.generated
        ? `  Password  ${admin.password}\nThis is shown once. Change it under Account.`
        : '  Password  the one in ADMIN_PASSWORD',
    )
  }
  if (secrets.firstPassword) {
    delete secrets.firstPassword
    saveSecrets(dataDir, secrets)
  }
  console.log(`\nCountersign is ready at ${appUrl}`)
}
