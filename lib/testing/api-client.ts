import { env } from '../env'
import type { RouteContext } from '../route'
import { signedIn } from './accounts'

type Handler = (request: Request, context: RouteContext) => Promise<Response>
type Ask = {
  /** A method and what stands behind /api/v1, such as `POST /documents`. */
  to: string
  params?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export type Api = (handler: Handler, ask: Ask) => Promise<Response>

/** Calls route handlers as a request with this token would. */
export function apiOf(token: string): Api {
  return (handler, ask) => call(handler, ask, new Headers({ authorization: `Bearer ${token}` }))
}

/** The same for a person's browser on a page of ours. */
export function pagesOf(sessionId: string): Api {
  return async (handler, ask) => call(handler, ask, await signedIn(sessionId, { origin: env().APP_URL }))
}

function call(handler: Handler, { to, params = {}, body, headers = {}, signal }: Ask, who: Headers): Promise<Response> {
  const [method = 'GET', path = ''] = to.split(' ')
  for (const [name, value] of Object.entries(headers)) who.set(name, value)
  who.set('x-forwarded-for', '192.0.2.7')
  if (body !== undefined) who.set('content-type', 'application/json')
  const request = new Request(`${env().APP_URL}/api/v1${path}`, {
    method,
    headers: who,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  return handler(request, { params: Promise.resolve(params) })
}
