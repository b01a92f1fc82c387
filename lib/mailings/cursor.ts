import { z } from 'zod'
import { AppError } from '../errors'

const pair = z.tuple([z.string().max(300), z.uuid()])

/** What PostgreSQL can compare with: its texts hold no NUL, its times have ends. */
export const cursorText = z.string().refine((text) => !text.includes('\0'))
export const cursorTime = z.coerce.date().min(new Date(0)).max(new Date('9999-12-31'))

/** Where the next page begins: what its order compares, and an id. */
export function cursorOf(after: readonly [key: string, id: string]): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url')
}

/** The key as `schema` reads it. Throws BAD_INPUT for what is none of ours. */
export function readCursor<Key>(cursor: string, schema: z.ZodType<Key>): [key: Key, id: string] {
  try {
    const [key, id] = pair.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return [schema.parse(key), id]
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'The list has moved on. Load the page again.', { cause })
  }
}
