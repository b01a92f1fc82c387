import 'server-only'
import { createMcpHandler, isLegacyRequest, type AuthInfo } from '@modelcontextprotocol/server'
import { counted } from '../api/rate'
import { env } from '../env'
import { AppError } from '../errors'
import { jsonBody, MAX_JSON_BYTES } from '../json-body'
import { takePlace } from '../live/places'
import { log } from '../log'
import { answering } from '../route'
import { answerLegacy } from './answer-legacy'
import type { Call } from './call'
import { assertNoForeignOrigin, requireCallingAgent } from './caller'
import { MCP_PATH } from './metadata'
import { serverFor } from './server'

/** The largest argument is a mebibyte of text for upload_text, in which JSON may write “ü”, of two bytes, as six. */
const MAX_BODY_BYTES = 4 * 1024 ** 2
/** Of one person's agents: each such body is held as a whole while it comes, as slowly as its sender likes. */
const LARGE_BODIES_AT_ONCE = 8

/** The 2026-07-28 revision. Nothing is kept between two requests, so any instance may answer any. */
const modern = createMcpHandler(({ authInfo }) => serverFor(authInfo!.extra as Call), {
  legacy: 'reject',
  onerror: (err) => log().info({ err }, 'mcp refused a request'),
})

/** Answers a request to the MCP endpoint: origin, token, rate, and then what the protocol says. */
export function answerMcp(request: Request): Promise<Response> {
  return answering(async (requestId) => {
    assertNoForeignOrigin(request.headers, env().APP_URL)
    const principal = await requireCallingAgent(request.headers)
    return counted(principal, async () => {
      // GET and DELETE are of sessions and streams, and there are none.
      if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
      const message = await messageOf(request, principal.userId)
      const call = { principal, request, requestId }
      if (await isLegacyRequest(request, message)) return answerLegacy(call, message)
      return modern.fetch(request, { authInfo: authInfoOf(call), parsedBody: message })
    })
  }, MCP_PATH)
}

/** One message. A list of them (a batch of MCP 2025-03-26) would be many requests that are counted as one. */
async function messageOf(request: Request, userId: string): Promise<unknown> {
  const large = Number(request.headers.get('content-length') ?? Infinity) > MAX_JSON_BYTES
  const leave = large ? takePlace(`mcp ${userId}`, LARGE_BODIES_AT_ONCE) : () => {}
  const body = await jsonBody(request, MAX_BODY_BYTES).finally(leave)
  if (Array.isArray(body)) throw new AppError('BAD_INPUT', 'Send each message in a request of its own.')
  if (isSubscription(body)) throw new AppError('BAD_INPUT', 'Nothing is announced here. Ask again when you need it.')
  return body
}

/** A stream that stays open and on which nothing would ever come, while the token may be long revoked. */
function isSubscription(body: unknown): boolean {
  return (body as { method?: unknown } | null)?.method === 'subscriptions/listen'
}

/** The token itself stays out: nothing behind this needs it. */
function authInfoOf(call: Call): AuthInfo {
  const { tokenId, scopes } = call.principal
  return { token: '', clientId: tokenId, scopes: [...scopes], extra: call }
}
