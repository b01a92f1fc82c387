import pg from 'pg'
import { Problem } from '../problem.ts'

const OLDEST = 14

/** Checks a database that is not ours to start. */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
    const version = rows[0]?.server_version ?? '0'
    if (Number.parseInt(version, 10) < OLDEST)
      throw new Problem(`DATABASE_URL leads to PostgreSQL ${version}; Countersign needs ${OLDEST} or newer.`)
  } catch (error) {
    if (error instanceof Problem) throw error
    const { message, code } = error as Error & { code?: string }
    throw new Problem(
      `The database of DATABASE_URL does not let us in: ${message || code}. Check the address and the credentials.`,
      { cause: error },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Whether nobody has an account yet. */
export async function hasNoUser(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM "User") AS empty')
    return rows[0]?.empty ?? true
  } finally {
    await client.end()
  }
}
