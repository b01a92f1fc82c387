import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Somebody who rules the database, and whom no trigger stops. */
export class Attacker {
  #url = process.env['DATABASE_URL'] ?? ''
  #client: pg.Client | undefined

  /** A database that this one alone and the app use. @returns its address */
  async ownDatabase(): Promise<string> {
    const name = `own_${randomUUID().replaceAll('-', '')}`
    await this.sql(`CREATE DATABASE ${name}`)
    await this.end()
    this.#url = Object.assign(new URL(this.#url), { pathname: `/${name}` }).href
    return this.#url
  }

  async sql<Row extends pg.QueryResultRow>(query: string): Promise<Row[]> {
    return (await (await this.#connected()).query<Row>(query)).rows
  }

  /** Changes one row of a table. @returns puts it back as it was */
  async change(query: string, table: 'AuditEvent' | 'AuditSeal', id: bigint): Promise<() => Promise<void>> {
    await this.sql(`CREATE TEMP TABLE kept AS SELECT * FROM "${table}" WHERE id = ${id}`)
    await this.sql(query)
    return async () => {
      await this.sql(`DELETE FROM "${table}" WHERE id = ${id}`)
      await this.sql(`INSERT INTO "${table}" SELECT * FROM kept`)
      await this.sql('DROP TABLE kept')
    }
  }

  /** Forgets all audit rows after one, and all seals after one. */
  async forget(row: bigint, seal: bigint): Promise<void> {
    await this.sql(`DELETE FROM "AuditCover" WHERE "sealId" > ${seal}`)
    await this.sql(`DELETE FROM "AuditSeal" WHERE id > ${seal}`)
    await this.sql(`DELETE FROM "AuditEvent" WHERE id > ${row}`)
  }

  async end(): Promise<void> {
    await this.#client?.end()
    this.#client = undefined
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client) return this.#client
    this.#client = new pg.Client({ connectionString: this.#url })
    await this.#client.connect()
    // Triggers and foreign keys are for others.
    await this.#client.query(`SET session_replication_role = 'replica'`)
    return this.#client
  }
}
