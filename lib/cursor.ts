import { z } from 'zod'
import { AppError } from './errors'

// Where a page of a list ended: what its order compares, and an id. It is no secret and grants nothing; it only says where
// to go on under the reader's own right.

const pair = z.tuple([z.string().max(1000), z.uuid()])

/** What PostgreSQL can compare with: its texts hold no NUL, its times and numbers have ends. */
export const cursorText = z.string().refine((text) => !text.includes('\0'))
export const cursorTime = z.coerce.date().min(new Date(0)).max(new Date('9999-12-31'))
export const cursorNumber = z.coerce
  .bigint()
  .min(0n)
  .max(2n ** 63n - 1n)

/** Where the next page begins. */
export function cursorOf([key, id]: readonly [key: string | bigint | Date, id: string]): string {
  const text = key instanceof Date ? key.toISOString() : String(key)
  return Buffer.from(JSON.stringify([text, id])).toString('base64url')
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
