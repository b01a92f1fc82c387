import type { Ask } from './routes.ts'
import { thingsOf, type Things } from './things.ts'
import type { Cast } from './cast.ts'

/** A row of the table of routes as a request about these things. */
export function requestOf(route: string, { path, body, headers }: Ask, things: Things): [string, RequestInit] {
  const [method = 'GET', pattern = '/'] = route.split(' ')
  if (!body) return [path?.(things) ?? pattern, { method, headers: { ...headers } }]
  const json = {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body(things)),
  }
  return [path?.(things) ?? pattern, json]
}

/** What changes something gets things of its own, so that no row finds what another one changed. */
export const thingsFor = (route: string, callers: Cast, shared: Things): Promise<Things> | Things =>
  route.startsWith('GET ') ? shared : thingsOf(callers)
