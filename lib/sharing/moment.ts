import { z } from 'zod'

/** PostgreSQL and calendars go further; nobody means it. */
const LATEST = Date.UTC(9999, 0)

/** A moment as clients say it: ISO 8601 with its offset. */
export const moment = z.iso
  .datetime({ offset: true, error: 'That is not a date.' })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() < LATEST, 'That is not a date.')
