import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/prisma/client'
import type { Prisma } from './generated/prisma/client'
import { env } from './env'
import { shared } from './shared'

/** A client or an open transaction: what domain functions take when their caller decides the transaction. */
export type Db = PrismaClient | Prisma.TransactionClient

/** The one PrismaClient of this process. The password hash is left out of every answer unless it is asked for. */
export function db(): PrismaClient {
  return shared('prisma', () => {
    const adapter = new PrismaPg({ connectionString: env().DATABASE_URL, max: 10, connectionTimeoutMillis: 5_000 })
    return new PrismaClient({ adapter, omit: { user: { passwordHash: true } } })
  })
}
