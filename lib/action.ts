import 'server-only'
import { headers } from 'next/headers'
import type { z } from 'zod'
import { clientInfo } from './auth/client-info'
import { requirePrincipal } from './auth/current'
import type { ClientInfo, UserPrincipal } from './auth/principal'
import { AppError, ERRORS, type Result } from './errors'
import { failureOf } from './failure'

// Every server action is made by one of these three, so none exists that forgot who asks or what it was given.

type Handler<Schema extends z.ZodType, Who, T> = (input: z.output<Schema>, who: Who) => Promise<T>
type Action<Schema extends z.ZodType, T> = (input: z.input<Schema>) => Promise<Result<T>>

/** An action for signed-in people. */
export function action<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: Handler<Schema, UserPrincipal, T>,
): Action<Schema, T> {
  return (input) => run(requirePrincipal, schema, handler, input)
}

/** An action for administrators only. */
export function adminAction<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: Handler<Schema, UserPrincipal, T>,
): Action<Schema, T> {
  return (input) => run(async () => requireAdmin(await requirePrincipal()), schema, handler, input)
}

/** An action for pages without a session; what it is given must prove the right itself. */
export function publicAction<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: Handler<Schema, ClientInfo, T>,
): Action<Schema, T> {
  return (input) => run(async () => clientInfo(await headers()), schema, handler, input)
}

/** Who asks, then what, then the work; whatever goes wrong becomes a Failure that may be shown. */
export async function run<Schema extends z.ZodType, Who, T>(
  who: () => Promise<Who>,
  schema: Schema,
  handler: Handler<Schema, Who, T>,
  input: unknown,
): Promise<Result<T>> {
  try {
    const asking = await who()
    return { ok: true, data: await handler(parse(schema, input), asking) }
  } catch (error) {
    const { code, message } = failureOf(error)
    return { ok: false, code, message }
  }
}

/** Throws NOT_ALLOWED unless the person is an administrator. */
export function requireAdmin(principal: UserPrincipal): UserPrincipal {
  if (principal.role !== 'ADMIN') throw new AppError('NOT_ALLOWED')
  return principal
}

/** Parses, or throws BAD_INPUT with the schema's own sentence where it has one. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: () => ERRORS.BAD_INPUT[1] })
  if (parsed.success) return parsed.data
  throw new AppError('BAD_INPUT', parsed.error.issues[0]?.message)
}
