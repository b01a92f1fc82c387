import 'server-only'
import { STATUS_CODES } from 'node:http'
import type { AppError } from './errors'

/** What every answer of a route carries: it is one person's, and nothing in it may be guessed to be a page. */
export const ANSWER_HEADERS = {
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/** An error as RFC 9457 problem details, with our code and the id under which the log has more. */
export function problem(error: AppError, requestId: string): Response {
  const details = {
    type: 'about:blank',
    title: STATUS_CODES[error.status],
    status: error.status,
    detail: error.message,
    code: error.code,
    requestId,
  }
  const headers = { ...ANSWER_HEADERS, 'Content-Type': 'application/problem+json', 'X-Request-Id': requestId }
  return new Response(JSON.stringify(details), { status: error.status, headers })
}
