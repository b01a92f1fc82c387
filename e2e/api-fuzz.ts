import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenApi, Schema } from '../lib/api/openapi/document.ts'
import { ensurePython } from '../scripts/test/python.ts'
import type { ApiServer } from './api-server.ts'
import type { Things } from './api-things.ts'

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'unsupported_method',
  'allow_header_conformance',
  'ignored_auth',
  'use_after_free',
]

/** Writes the document as the fuzzer gets it. */
export async function fuzzedDocument({ url }: ApiServer, things: Things, folder: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/openapi.json`)
  const document = closed(aboutThings((await answer.json()) as OpenApi, things))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'openapi.json')
  writeFileSync(file, JSON.stringify(document))
  // Of what is too long to be looked at, 431 is the refusal.
  writeFileSync(join(folder, 'schemathesis.toml'), 'checks.negative_data_rejection.expected-statuses = ["4xx"]\n')
  return file
}

/** Runs schemathesis and answers what it reports of failures; empty when there are none. */
export async function fuzz(url: string, document: string, token: string, options: string[]): Promise<string> {
  const args = `-m schemathesis.cli --no-color run ${document} --url ${url}/api/v1 --max-redirects 0 --request-timeout 30`
  const more = ['--checks', CHECKS.join(','), '--continue-on-failure', '-H', `Authorization: Bearer ${token}`]
  const child = spawn(ensurePython(), [...args.split(' '), ...more, ...options], { cwd: join(document, '..') })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code === 0) return ''
  return said.slice(said.search(/^=+ (?:FAILURES|ERRORS) =+$/m)) || said
}

/** With ids of what exists, and one of nothing, where it would only guess. */
function aboutThings(document: OpenApi, things: Things): OpenApi {
  for (const [path, operations] of Object.entries(document.paths)) {
    const ids = things[path.split('/')[1] as keyof Things] ?? []
    for (const operation of Object.values(operations)) {
      for (const it of operation.parameters)
        if ('in' in it && it.in === 'path') it.schema = { type: 'string', enum: [...ids, randomUUID()] }
      // These uploads never become final, and no run waits for them.
      if (path.startsWith('/uploads'))
        operation.parameters = operation.parameters.filter((it) => !('in' in it) || it.name !== 'wait')
    }
  }
  const mailed = document.paths['/mailings']!.post!.requestBody!.content['application/json']!.schema.properties!
  mailed['documentIds'] = { ...mailed['documentIds'], items: { type: 'string', enum: things.documents } }
  return document
}

/** What an answer must not have beyond its schema is a failure here, though clients are told to live with it. */
function closed(document: OpenApi): OpenApi {
  const answers = [
    ...Object.values(document.components.schemas),
    ...Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).flatMap(({ responses }) =>
        Object.values(responses).flatMap((it) => ('content' in it ? Object.values(it.content ?? {}) : [])),
      ),
    ),
  ]
  for (const it of answers) close('schema' in it ? it.schema : it)
  return document
}

function close(schema: Schema): void {
  if (schema.properties && schema.type === 'object') schema.additionalProperties ??= false
  const inner = [
    schema.items,
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...Object.values(schema.properties ?? {}),
  ]
  for (const it of inner) if (it) close(it)
}
