import { z } from 'zod'
import { ERRORS, type ErrorCode } from '../../errors'
import type { Contract } from '../contract'
import type { ApiResponse, Ref } from './document'
import { EVERY_ANSWER, header, RETRY } from './headers'
import type { Schemas } from './schemas'

/** What any operation may answer. */
const ALWAYS: readonly ErrorCode[] = [
  'BAD_INPUT',
  'SIGNED_OUT',
  'BAD_TOKEN',
  'SCOPE_MISSING',
  'WRONG_ORIGIN',
  'TOO_MANY',
  'INTERNAL',
  'STORE_DOWN',
  'DATABASE_DOWN',
]

const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'The phrase of the status.' }),
    status: z.number().int().meta({ description: 'The status again.' }),
    detail: z.string().meta({ description: 'What happened and what to do, for a person.' }),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).meta({ description: 'What a program goes by.' }),
    requestId: z.uuid().meta({ description: 'Under which the log has more.' }),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' })

/** Node refuses it before anything of ours has seen it, and so without a body. */
const TOO_LONG = 'HeadersTooLong'
const TOO_LONG_SAYS = 'The address and the header fields are over 16 KB together.'

/** The codes that an operation may answer, by status. */
export function codesOf(it: Contract): Map<number, ErrorCode[]> {
  const codes = new Set<ErrorCode>([...ALWAYS, ...(it.errors ?? [])])
  if (it.body) codes.add('TOO_LARGE')
  if (it.path.includes('{')) codes.add('NOT_FOUND')
  if (it.method === 'POST') codes.add('CONFLICT').add('IDEMPOTENCY_MISMATCH')
  if (it.conditional) codes.add('CHANGED')
  const order = Object.keys(ERRORS) as ErrorCode[]
  const sorted = order.filter((code) => codes.has(code))
  return Map.groupBy(sorted, (code) => ERRORS[code][0])
}

/** Answers that are problems. Each set of codes is one component, however many operations have it. */
export class Problems {
  readonly components: Record<string, ApiResponse> = {}
  readonly #schemas: Schemas

  constructor(schemas: Schemas) {
    this.#schemas = schemas
  }

  of(it: Contract): Record<string, Ref> {
    const answers: Record<string, Ref> = {}
    for (const [status, codes] of codesOf(it)) {
      const name = codes.join('.')
      this.components[name] ??= this.#answer(status, codes)
      answers[status] = { $ref: `#/components/responses/${name}` }
    }
    this.components[TOO_LONG] = { description: TOO_LONG_SAYS, headers: {} }
    return { ...answers, 431: { $ref: `#/components/responses/${TOO_LONG}` } }
  }

  #answer(status: number, codes: ErrorCode[]): ApiResponse {
    const schema = { allOf: [this.#schemas.of(problem, 'output'), { properties: { code: { enum: codes } } }] }
    return {
      description: codes.map((code) => `\`${code}\`: ${ERRORS[code][1]}`).join('\n\n'),
      headers: {
        ...EVERY_ANSWER,
        ...(RETRY.has(status) ? header('Retry-After') : {}),
        ...(status === 401 || codes.includes('SCOPE_MISSING') ? header('WWW-Authenticate') : {}),
      },
      content: { 'application/problem+json': { schema } },
    }
  }
}
