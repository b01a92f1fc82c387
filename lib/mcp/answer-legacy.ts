import 'server-only'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server'
import type { Call } from './call'
import { serverFor } from './server'

/**
 * Answers a message of the era of `initialize` (up to 2025-11-25) without a session, and as JSON: the stream of events that
 * the SDK would answer with by itself is cut by clients that take no event over a mebibyte, and a document may be one.
 */
export async function answerLegacy(call: Call, message: unknown): Promise<Response> {
  const server = serverFor(call)
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(call.request, { parsedBody: message })
  } finally {
    await server.close()
  }
}
