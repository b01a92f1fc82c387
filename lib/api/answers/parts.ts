import { z } from 'zod'

// What many answers are made of.

export const time = z.iso.datetime().meta({ description: 'ISO 8601, UTC.' })
export const named = z.object({ id: z.uuid(), name: z.string() })
export const person = named.extend({ email: z.string() })
export const group = named.extend({ people: z.int().meta({ description: 'How many of it can sign in now.' }) })
/** Of a list: where it goes on. */
export const nextCursor = z
  .string()
  .nullable()
  .meta({ description: 'Give it as `cursor` to read on; null on the last page.' })
export const viewOnly = z.boolean().meta({ description: 'It may be opened in a browser and not be downloaded.' })
