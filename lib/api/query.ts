import { z } from 'zod'
import { AppError } from '../errors'

/**
 * The parameters of a query as texts. Throws BAD_INPUT for a number that is empty, which the schemas would take for 0.
 */
export function queryOf(url: string, schema: z.ZodType): Record<string, string> {
  const given = Object.fromEntries(new URL(url).searchParams)
  for (const [name, value] of Object.entries(given)) {
    if (value.trim() === '' && takesNumber(schema, name)) throw new AppError('BAD_INPUT', `${name} is empty.`)
  }
  return given
}

function takesNumber(schema: z.ZodType, name: string): boolean {
  let of: unknown = schema instanceof z.ZodObject ? (schema.shape as Record<string, unknown>)[name] : undefined
  while (of instanceof z.ZodDefault || of instanceof z.ZodOptional) of = of.unwrap()
  return of instanceof z.ZodNumber
}
