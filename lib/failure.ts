import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { AppError } from './errors'
import { Prisma } from './generated/prisma/client'
import { log } from './log'

/** Prisma's codes for a database that cannot be reached, drops the connection or has none free (docs: Error reference). */
const CODES = /^(P1001|P1002|P1003|P1008|P1011|P1017|P2024|P2028)$/
/** The same from the driver adapter, from PostgreSQL (class 08, 57P0x, 53300) and from the socket. */
const KINDS =
  /^(DatabaseNotReachable|DatabaseDoesNotExist|ConnectionClosed|SocketTimeout|TooManyConnections|TlsConnectionError)$/
const BROKEN = /^(08\w{3}|57P0\d|53300|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EPIPE)$/
/** pg says these without any code. */
const MESSAGES = /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated\b.*)$/

/**
 * What may be said about any error: itself when it was meant for the person, otherwise a general one. What is not meant
 * for the person is logged here with its cause. Next's own signals (redirect, notFound) are thrown on.
 */
export function failureOf(error: unknown, context: Record<string, string> = {}): AppError {
  unstable_rethrow(error)
  if (error instanceof AppError) {
    if (error.cause !== undefined) log().warn({ ...context, code: error.code, err: error.cause }, error.message)
    return error
  }
  const code = isDatabaseDown(error) ? 'DATABASE_DOWN' : 'INTERNAL'
  log().error({ ...context, code, err: error }, 'unexpected error')
  return new AppError(code, undefined, { cause: error })
}

function isDatabaseDown(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  return signs(error).some((sign) => [CODES, KINDS, BROKEN, MESSAGES].some((pattern) => pattern.test(sign)))
}

/** What an error, its causes and what the driver adapter hides in `meta` say of themselves. */
function signs(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return []
  const { code, originalCode, kind, message, cause, meta } = error as Record<string, unknown>
  const inner = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  const own = [code, originalCode, kind, message].filter((value) => typeof value === 'string')
  return [...own, ...signs(cause), ...signs(inner)]
}
