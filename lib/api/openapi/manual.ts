import 'server-only'
import { ERRORS } from '../../errors'
import { CONTRACTS } from '../contracts'
import { openApi } from '../openapi'
import { curlOf } from './curl'
import type { ApiResponse, OpenApi, Parameter, Ref, Schema } from './document'
import { codesOf } from './problems'

/** What the page shows of an operation, with nothing left to look up. */
export type ManualOperation = {
  id: string
  method: string
  path: string
  summary: string
  description: string
  scope: string
  parameters: Parameter[]
  body: Schema | null
  answers: { status: string; description: string; types: string[]; schema: Schema | null }[]
  errors: { status: number; codes: string[] }[]
  curl: string
}

export type Manual = {
  url: string
  version: string
  introduction: string
  groups: { name: string; description: string; operations: ManualOperation[] }[]
  schemas: [name: string, schema: Schema][]
  errors: { code: string; status: number; message: string }[]
}

/** The document as its page reads it. `appUrl` is where people reach the app. */
export function manualOf(appUrl: string): Manual {
  const document = openApi(appUrl)
  const operations = CONTRACTS.map((it) => ({ tag: it.tag, ...operationOf(document, it) }))
  return {
    url: document.servers[0]!.url,
    version: document.info.version,
    introduction: document.info.description,
    groups: document.tags.map(({ name, description }) => ({
      name,
      description,
      operations: operations.filter(({ tag }) => tag === name),
    })),
    schemas: Object.entries(document.components.schemas).toSorted(([a], [b]) => a.localeCompare(b)),
    errors: errorsOf(),
  }
}

function operationOf(document: OpenApi, it: (typeof CONTRACTS)[number]): ManualOperation {
  const method = it.method.toLowerCase()
  const operation = document.paths[it.path]![method]!
  return {
    id: it.id,
    method: it.method,
    path: it.path,
    summary: it.summary,
    description: it.description ?? '',
    scope: it.scope,
    parameters: operation.parameters.map((one) => resolved(document, one)),
    body: operation.requestBody?.content['application/json']?.schema ?? null,
    answers: Object.keys(it.answers).map((status) => answerOf(status, operation.responses[status] as ApiResponse)),
    errors: [...codesOf(it)].map(([status, codes]) => ({ status, codes })),
    curl: curlOf(document, method, it.path, operation),
  }
}

function resolved({ components }: OpenApi, it: Parameter | Ref): Parameter {
  return '$ref' in it ? components.parameters[it.$ref.split('/').at(-1)!]! : it
}

function answerOf(status: string, { description, content }: ApiResponse): ManualOperation['answers'][number] {
  const types = Object.keys(content ?? {})
  return { status, description, types, schema: content?.['application/json']?.schema ?? null }
}

function errorsOf(): Manual['errors'] {
  const codes = new Set(CONTRACTS.flatMap((it) => [...codesOf(it).values()].flat()))
  return [...codes]
    .map((code) => ({ code, status: ERRORS[code][0], message: ERRORS[code][1] }))
    .toSorted((a, b) => a.status - b.status)
}
