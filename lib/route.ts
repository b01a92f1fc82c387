import 'server-only'
import { z } from 'zod'
import { parse } from './action'
import { principalOf } from './auth/current'
import type { UserPrincipal } from './auth/principal'
import { AppError } from './errors'
import { failureOf } from './failure'
import { jsonBody } from './json-body'
import { ANSWER_HEADERS, problem } from './problem'
import { assertSameOrigin } from './same-origin'

type Spec<Body extends z.ZodType, Params extends z.ZodType, Who extends 'required' | 'none'> = {
  /** Without one the body is not read. */
  body?: Body
  params?: Params
  /** `none`: the handler authenticates for itself (a notification, a health check). */
  principal?: Who
}

type Asked<Body extends z.ZodType, Params extends z.ZodType, Who> = {
  input: z.output<Body>
  params: z.output<Params>
  principal: Who extends 'none' ? null : UserPrincipal
  request: Request
}

type RouteContext = { params: Promise<unknown> }

/**
 * Makes a route handler: principal, origin check where a cookie speaks for the person, parse, work. An object that the
 * handler returns is answered as JSON; an error as problem+json.
 */
export function route<
  Body extends z.ZodType = z.ZodUndefined,
  Params extends z.ZodType = z.ZodUnknown,
  Who extends 'required' | 'none' = 'required',
>(
  spec: Spec<Body, Params, Who>,
  handler: (asked: Asked<Body, Params, Who>) => Promise<Response | object>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    const requestId = crypto.randomUUID()
    try {
      const principal = spec.principal === 'none' ? null : await requireCaller(request)
      const params = parse(spec.params ?? z.unknown(), await context.params)
      const input = spec.body ? parse(spec.body, await jsonBody(request)) : undefined
      const answer = await handler({ input, params, principal, request } as Asked<Body, Params, Who>)
      return finish(answer instanceof Response ? answer : Response.json(answer), requestId)
    } catch (error) {
      return problem(failureOf(error, { requestId }), requestId)
    }
  }
}

async function requireCaller(request: Request): Promise<UserPrincipal> {
  const principal = await principalOf(request.headers)
  if (!principal) throw new AppError('SIGNED_OUT')
  assertSameOrigin(request)
  return principal
}

/** Adds what the handler did not decide for itself. */
function finish(answer: Response, requestId: string): Response {
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries({ ...ANSWER_HEADERS, 'X-Request-Id': requestId })) {
    if (!headers.has(name)) headers.set(name, value)
  }
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
}
