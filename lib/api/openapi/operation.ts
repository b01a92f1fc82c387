import type { z } from 'zod'
import type { Answer, Contract } from '../contract'
import type { ApiResponse, Operation, Parameter, Ref } from './document'
import { EVERY_ANSWER, header, HEADERS, parameter } from './headers'
import type { Problems } from './problems'
import type { Schemas } from './schemas'

/** An operation of the document. */
export function operationOf(it: Contract, schemas: Schemas, problems: Problems): Operation {
  return {
    operationId: it.id,
    tags: [it.tag],
    summary: it.summary,
    description: [it.description, `Needs the scope \`${it.scope}\`.`].filter(Boolean).join('\n\n'),
    security: [{ token: [it.scope] }, { session: [] }],
    parameters: [
      ...parameters(it.params, 'path', schemas),
      ...parameters(it.query, 'query', schemas),
      ...(it.method === 'POST' ? [parameter('Idempotency-Key')] : []),
      ...(304 in it.answers ? [parameter('If-None-Match')] : []),
      ...(it.conditional ? [parameter('If-Match')] : []),
    ],
    ...(it.body
      ? {
          requestBody: {
            // No body is read as an empty object.
            required: !it.body.safeParse({}).success,
            content: { 'application/json': { schema: schemas.of(it.body, 'input') } },
          },
        }
      : {}),
    responses: { ...answersOf(it, schemas), ...problems.of(it) },
  }
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: Schemas): (Parameter | Ref)[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemas.of(schema, 'input')
  return Object.entries(properties).map(([name, { description, ...found }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema: found,
  }))
}

function answersOf({ answers, method }: Contract, schemas: Schemas): Record<string, ApiResponse> {
  const every = method === 'POST' ? { ...EVERY_ANSWER, ...header('Idempotent-Replayed') } : EVERY_ANSWER
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, answerOf(answer, every, schemas)]),
  )
}

function answerOf(
  { description, body, types, headers = {} }: Answer,
  every: ApiResponse['headers'],
  schemas: Schemas,
): ApiResponse {
  const said = Object.entries(headers).map(([name, words]) => [
    name,
    { description: words, schema: HEADERS[name]?.schema ?? { type: 'string' } },
  ])
  return {
    description,
    headers: { ...every, ...(Object.fromEntries(said) as ApiResponse['headers']) },
    ...(body ? { content: { 'application/json': { schema: schemas.of(body, 'output') } } } : {}),
    ...(types ? { content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])) } : {}),
  }
}
