import type { OpenApi, Operation } from './document'
import { exampleOf } from './example'

/** The operation as a command for a shell, with the token in `$TOKEN` and `<name>` for what the path needs. */
export function curlOf({ servers, components }: OpenApi, method: string, path: string, operation: Operation): string {
  const query = operation.parameters
    .flatMap((it) => ('in' in it && it.in === 'query' && it.required ? [it] : []))
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema, components.schemas)))}`)
  const url = servers[0]!.url + path.replaceAll(/\{(\w+)\}/g, '<$1>') + (query.length ? `?${query.join('&')}` : '')
  const body = operation.requestBody?.content['application/json']?.schema
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${url}'`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...(body
      ? [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(exampleOf(body, components.schemas), null, 2)}'`]
      : []),
  ]
  return lines.join(' \\\n  ')
}
