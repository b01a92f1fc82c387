import 'server-only'
import { pino, stdTimeFunctions, type Logger } from 'pino'
import { env } from './env'
import { redact } from './redact'

let logger: Logger | undefined

/** The one logger: JSON lines on stdout, with everything that grants access struck out of the finished line. */
export function log(): Logger {
  return (logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    hooks: { streamWrite: redact },
  }))
}
