import { z } from 'zod'
import type { Scope } from '../auth/scopes'
import type { ErrorCode } from '../errors'

// What an operation of /api/v1 takes and answers, said once: endpoint() validates by it and the OpenAPI document is made
// of it. Client-safe.

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Answer = {
  description: string
  /** Of a JSON body; without one the answer has none, or one of another type (`types`). */
  body?: z.ZodType
  /** Of a body that is not JSON: the types that it may have. */
  types?: readonly string[]
  /** Header fields beyond those that every answer has, each with what it says. */
  headers?: Record<string, string>
}

export type Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  /** operationId: a verb and a noun, as a generated client names its function. */
  id: string
  method: Method
  /** Below /api/v1, with `{name}` for parameters. */
  path: string
  /** What an agent's token needs. */
  scope: Scope
  summary: string
  description?: string
  /** Which group of the documentation. */
  tag: 'Documents' | 'Uploads' | 'Sharing' | 'Mail' | 'Audit' | 'About'
  params?: Params
  /** Query parameters: all texts, so their schemas coerce. */
  query?: Query
  body?: Body
  /** Successful answers by status. */
  answers: Record<number, Answer>
  /** Codes beyond those that any operation may answer (bad input, signed out, scope, rate, store or database down). */
  errors?: readonly ErrorCode[]
  /** Takes `If-Match` with the ETag of what is changed, and answers CHANGED when it is another one by now. */
  conditional?: boolean
}

/** Keeps the schemas' types, so that the handler knows what it is given. */
export function contract<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(it: Contract<Params, Query, Body>): Contract<Params, Query, Body> {
  return it
}
