import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'

// `"char"`, the type of pg_class.relkind and its like: the schema engine asks for it, PrismaPg knows only its array.
const CHAR = 18
const CHAR_ARRAY = 1002

/**
 * PrismaPg as the schema engine needs it. On its own it splits scripts at every semicolon (which breaks functions), opens
 * its shadow database by a connection string that still names the real one, and stumbles over `"char"`.
 */
export function migrationAdapter(databaseUrl: string): {
  factory: SqlMigrationAwareDriverAdapterFactory
  close(): Promise<void>
} {
  const open = new Set<SqlDriverAdapter>()
  const connect = async (url: string) => {
    const adapter = await connection(url)
    open.add(adapter)
    return adapter
  }
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(databaseUrl),
    async connectToShadowDb() {
      const name = `shadow_${randomUUID().replaceAll('-', '')}`
      await statement(databaseUrl, `CREATE DATABASE ${name}`)
      const adapter = await connect(withDatabase(databaseUrl, name))
      const dispose = adapter.dispose.bind(adapter)
      open.delete(adapter)
      return Object.assign(adapter, {
        dispose: async () => {
          await dispose()
          await statement(databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`)
        },
      })
    },
  }
  return { factory, close: async () => void (await Promise.all([...open].map((adapter) => adapter.dispose()))) }
}

async function connection(databaseUrl: string): Promise<SqlDriverAdapter> {
  // One connection: what a migration sets for its session has to hold for its next statement.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>
  const asArray = async (config: pg.QueryConfig) => {
    const result = await query(config)
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY
    return result
  }
  const adapter = await new PrismaPg(Object.assign(pool, { query: asArray })).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)
  return Object.assign(adapter, {
    queryRaw: async (asked: SqlQuery) => singleChars(await queryRaw(asked)),
    // A simple query runs a whole script, dollar-quoted bodies included, as one transaction.
    executeScript: async (script: string) => void (await query({ text: script }).catch(named)),
    dispose: async () => void (pool.ended || (await pool.end())),
  })
}

// In this shape the engine passes an error on; of any other it only says that there was one.
function named(error: pg.DatabaseError): never {
  const { code = 'N/A', severity = 'ERROR', message, detail, column, hint } = error
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
}

function singleChars(set: SqlResultSet): SqlResultSet {
  const isChar = (column: number) =>
    set.columnTypes[column] === ColumnTypeEnum.CharacterArray && !set.rows.some((row) => Array.isArray(row[column]))
  return { ...set, columnTypes: set.columnTypes.map((type, i) => (isChar(i) ? ColumnTypeEnum.Character : type)) }
}

async function statement(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function withDatabase(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl)
  url.pathname = `/${name}`
  return url.toString()
}
