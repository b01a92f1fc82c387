import 'server-only'
import { STATUS_CODES } from 'node:http'
import { env } from './env'
import type { AppError } from './errors'

/** What every answer of a route carries: it is one person's, and nothing in it may be guessed to be a page. */
export const ANSWER_HEADERS = {
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/**
 * An error as RFC 9457 problem details, with our code and the id under which the log has more.
 * @param resource the path of the protected resource that was asked for, when it has metadata of its own
 */
export function problem(error: AppError, requestId: string, resource = ''): Response {
  const details = {
    type: 'about:blank',
    title: STATUS_CODES[error.status],
    status: error.status,
    detail: error.message,
    code: error.code,
    requestId,
  }
  const headers = {
    ...ANSWER_HEADERS,
    ...hintsOf(error, resource),
    'Content-Type': 'application/problem+json',
    'X-Request-Id': requestId,
  }
  return new Response(JSON.stringify(details), { status: error.status, headers })
}

/** What programs read instead of the sentence: RFC 9110 §10.2.3, RFC 6750 §3, RFC 9728 §5.1. */
function hintsOf({ code, status, hints }: AppError, resource: string): Record<string, string> {
  const retry = hints.retryAfter ? { 'Retry-After': String(hints.retryAfter) } : {}
  if (status !== 401 && code !== 'SCOPE_MISSING') return retry
  const parts = [`realm="Countersign"`, `resource_metadata="${env().APP_URL}${RESOURCE_METADATA_PATH}${resource}"`]
  if (code === 'BAD_TOKEN') parts.push('error="invalid_token"')
  if (code === 'SCOPE_MISSING') parts.push('error="insufficient_scope"', `scope="${hints.scope ?? ''}"`)
  return { ...retry, 'WWW-Authenticate': `Bearer ${parts.join(', ')}` }
}

/** Where a client without a token finds out how it gets one. */
export const RESOURCE_METADATA_PATH = '/.well-known/oauth-protected-resource'
