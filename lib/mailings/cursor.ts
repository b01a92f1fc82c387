import { z } from 'zod'
import { AppError } from '../errors'

const pair = z.tuple([z.string().max(300), z.uuid()])

/** Where the next page begins: what its order compares, and an id. */
export function cursorOf(after: readonly [key: string, id: string]): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url')
}

/** Throws BAD_INPUT for what is none of ours. */
export function readCursor(cursor: string): [key: string, id: string] {
  try {
    return pair.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch (error) {
    throw new AppError('BAD_INPUT', undefined, { cause: error })
  }
}
