import type { IncomingMessage } from 'node:http'

/** Lets the page of the test read the answer. */
export function cors(request: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-origin': request.headers.origin ?? '',
    'access-control-allow-methods': 'POST, PUT',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '0',
  }
}
