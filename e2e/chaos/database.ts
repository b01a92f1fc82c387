import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '../../scripts/engines/postgres.ts'
import type { Engine } from '../../scripts/engines/process.ts'
import { Faulty } from './faulty.ts'

type DatabaseOptions = Parameters<typeof startPostgres>[0]

/** A PostgreSQL that can be killed and brought back, on the same port and data. */
export class Database extends Faulty {
  readonly options: DatabaseOptions
  url = ''

  constructor(options: DatabaseOptions) {
    super()
    this.options = options
  }

  protected async launch(): Promise<Engine> {
    for (let tries = 0; ; tries++) {
      try {
        const { engine, databaseUrl } = await startPostgres(this.options)
        this.url = databaseUrl
        return engine
      } catch (error) {
        // The backends of a killed postmaster take a moment to notice, and hold its shared memory until then.
        if (tries === 50) throw error
        await sleep(100)
      }
    }
  }

  /** Every connection has a process of its own. */
  protected override processes(): number[] {
    const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
    const pairs = all.map((line) => line.trim().split(/\s+/).map(Number))
    return [this.pid, ...pairs.filter(([, parent]) => parent === this.pid).map(([pid]) => pid!)]
  }

  /** Runs one statement behind the app's back. */
  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url })
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  /** A second, empty database in the same engine. */
  async another(): Promise<string> {
    const name = `other_${randomUUID().replaceAll('-', '')}`
    await this.sql(`CREATE DATABASE ${name}`)
    return this.url.replace(/[^/]+$/, name)
  }
}
