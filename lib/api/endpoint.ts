import 'server-only'
import type { z } from 'zod'
import { parse } from '../action'
import type { Principal } from '../auth/principal'
import { jsonBody } from '../json-body'
import { answering, requireCaller, type RouteContext } from '../route'
import type { Contract } from './contract'
import { once } from './idempotency'
import { counted } from './rate'

export type Asked<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  principal: Principal
  params: z.output<Params>
  query: z.output<Query>
  input: z.output<Body>
  request: Request
}

/**
 * A route handler that keeps a contract: principal (a person's cookie or an agent's token with the scope), rate, parse,
 * work; a POST with an Idempotency-Key is done once. An object that the handler returns is answered as JSON with 200.
 */
export function endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  { scope, params, query, body, method }: Contract<Params, Query, Body>,
  handler: (asked: Asked<Params, Query, Body>) => Promise<Response | object>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    answering(async () => {
      const principal = await requireCaller(request, scope)
      return counted(principal, async () => {
        const raw = body ? await jsonBody(request) : undefined
        const asked = {
          principal,
          params: params && parse(params, await context.params),
          query: query && parse(query, Object.fromEntries(new URL(request.url).searchParams)),
          input: body && parse(body, raw),
          request,
        } as Asked<Params, Query, Body>
        const work = async () => {
          const answer = await handler(asked)
          return answer instanceof Response ? answer : Response.json(answer)
        }
        return method === 'POST' ? once(principal, request, raw, work) : work()
      })
    })
}
