import 'server-only'
import { z } from 'zod'
import { parse } from './action'
import { callerOf } from './auth/current'
import type { Principal, UserPrincipal } from './auth/principal'
import type { Scope } from './auth/scopes'
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

export type RouteContext = { params: Promise<unknown> }

/**
 * Makes a route handler for our own pages and machines: principal, origin check where a cookie speaks for the person,
 * parse, work. An object that the handler returns is answered as JSON; an error as problem+json. What agents may call as
 * well is an endpoint (lib/api).
 */
export function route<
  Body extends z.ZodType = z.ZodUndefined,
  Params extends z.ZodType = z.ZodUnknown,
  Who extends 'required' | 'none' = 'required',
>(
  spec: Spec<Body, Params, Who>,
  handler: (asked: Asked<Body, Params, Who>) => Promise<Response | object>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return (request, context) =>
    answering(async () => {
      const principal = spec.principal === 'none' ? null : await requireUser(request)
      const params = parse(spec.params ?? z.unknown(), await context.params)
      const input = spec.body ? parse(spec.body, await jsonBody(request)) : undefined
      const answer = await handler({ input, params, principal, request } as Asked<Body, Params, Who>)
      return answer instanceof Response ? answer : Response.json(answer)
    })
}

/**
 * Runs the work of one request: its answer gets what every answer carries, its error becomes problem+json.
 * @param resource the path of the protected resource, when it has metadata of its own (lib/problem.ts)
 */
export async function answering(work: (requestId: string) => Promise<Response>, resource = ''): Promise<Response> {
  const requestId = crypto.randomUUID()
  try {
    return finish(await work(requestId), requestId)
  } catch (error) {
    return problem(failureOf(error, { requestId }), requestId, resource)
  }
}

async function requireUser(request: Request): Promise<UserPrincipal> {
  const principal = await callerOf(request.headers)
  if (!principal) throw new AppError('SIGNED_OUT')
  if (principal.kind !== 'user')
    throw new AppError('NOT_ALLOWED', 'This address is for people and takes no agent token.')
  assertSameOrigin(request)
  return principal
}

/** Throws SCOPE_MISSING, naming it, unless the agent's token has the scope; people need none. */
export function assertScope(principal: Principal, scope: Scope): void {
  if (principal.kind === 'user' || principal.scopes.includes(scope)) return
  throw new AppError('SCOPE_MISSING', `The token has not the scope ${scope}. Make one that has it.`, { scope })
}

/** Adds what the handler did not decide for itself. */
function finish(answer: Response, requestId: string): Response {
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries({ ...ANSWER_HEADERS, 'X-Request-Id': requestId })) {
    if (!headers.has(name)) headers.set(name, value)
  }
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
}
