import 'server-only'
import type { z } from 'zod'
import { parse } from '../action'
import { callerOf } from '../auth/current'
import type { Principal } from '../auth/principal'
import { AppError } from '../errors'
import { jsonBody } from '../json-body'
import { answering, assertScope, type RouteContext } from '../route'
import { assertSameOrigin } from '../same-origin'
import type { Contract } from './contract'
import { once } from './idempotency'
import { queryOf } from './query'
import { counted } from './rate'
import { assertStill } from './still'

export type Asked<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  principal: Principal
  params: z.output<Params>
  query: z.output<Query>
  input: z.output<Body>
  request: Request
}

type More<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  /**
   * Asked before the answer of an earlier request is given again: throws when the principal has lost meanwhile what it was
   * about. Without one, the path says what to ask (lib/api/still.ts).
   */
  still?: (asked: Asked<Params, Query, Body>) => Promise<void>
}

/**
 * A route handler that keeps a contract: who asks (a person by a cookie from our own origin, or an agent's token), rate,
 * scope, parse, work; a POST with an Idempotency-Key is done once. An object that the handler returns is answered as JSON
 * with 200.
 */
export function endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  contract: Contract<Params, Query, Body>,
  handler: (asked: Asked<Params, Query, Body>) => Promise<Response | object>,
  { still }: More<Params, Query, Body> = {},
): (request: Request, context: RouteContext) => Promise<Response> {
  const { scope, params, query, body, method, path } = contract
  return (request, context) =>
    answering(async () => {
      const principal = await requireCaller(request)
      return counted(principal, async () => {
        assertScope(principal, scope)
        const raw = body ? await jsonBody(request) : undefined
        const asked = {
          principal,
          params: params && parse(params, await context.params),
          query: query && parse(query, queryOf(request.url, query)),
          input: body && parse(body, raw),
          request,
        } as Asked<Params, Query, Body>
        const work = async () => {
          const answer = await handler(asked)
          return answer instanceof Response ? answer : Response.json(answer)
        }
        if (method !== 'POST') return work()
        return once(principal, request, raw, {
          work,
          still: (answer) => still?.(asked) ?? assertStill(principal, { path, scope }, asked.params, answer),
        })
      })
    })
}

/** Throws SIGNED_OUT, BAD_TOKEN, WRONG_ORIGIN. */
async function requireCaller(request: Request): Promise<Principal> {
  const principal = await callerOf(request.headers)
  if (!principal) throw new AppError('SIGNED_OUT')
  if (principal.kind === 'user') assertSameOrigin(request)
  return principal
}
