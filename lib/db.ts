import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type QueryResultRow } from 'pg'
import { PrismaClient } from './generated/prisma/client'
import type { Prisma } from './generated/prisma/client'
import { env } from './env'
import { shared } from './shared'

/** A client or an open transaction: what domain functions take when their caller decides the transaction. */
export type Db = PrismaClient | Prisma.TransactionClient

/** The one PrismaClient of this process. The password hash is left out of every answer unless it is asked for. */
export function db(): PrismaClient {
  return shared('prisma', () => {
    const adapter = new PrismaPg(pool(), { disposeExternalPool: true })
    return new PrismaClient({
      adapter,
      omit: { user: { passwordHash: true } },
      // A rush waits for a connection rather than being turned away after Prisma's two seconds.
      transactionOptions: { maxWait: 10_000, timeout: 15_000 },
    })
  })
}

/** The connections of this process: Prisma's, and those of the statements that every request pays for. */
function pool(): Pool {
  return shared('postgres-pool', () => {
    const connections = new Pool({ ...connection(), max: 10, connectionTimeoutMillis: 10_000 })
    // An idle connection that breaks is replaced; whoever needs one meanwhile is told by their own statement.
    return connections.on('error', () => undefined)
  })
}

/**
 * Runs one statement that each connection keeps parsed and planned under its name, past Prisma: for the two that every
 * download consists of. Errors are the driver's; failureOf() knows them.
 */
export async function prepared<Row extends QueryResultRow>(
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return (await pool().query<Row>({ name, text, values: [...values] })).rows
}

/** The longest statement (a drop of 1000 files) takes well under a second. */
const ANSWER_WITHIN_MS = 15_000

/**
 * How this process connects to PostgreSQL. One whose machine or network went away keeps its connections and says
 * nothing: without these, whoever asked would wait until TCP gives up, a quarter of an hour later.
 */
export function connection() {
  return {
    connectionString: env().DATABASE_URL,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
}
