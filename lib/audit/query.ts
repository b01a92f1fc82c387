import { z } from 'zod'
import { ACTIONS } from './sentences'

// Client-safe: what can be asked of the audit.

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((value) => !value.includes('\0'))
const day = z.iso.date().refine((value) => value >= '1970-01-01' && value <= '9998-12-31')

export const auditQuery = z.object({
  who: text.optional().meta({ description: 'A person’s id, or a part of their name or address.' }),
  document: text.optional().meta({ description: 'A document’s id, or a part of its name.' }),
  action: z.enum(ACTIONS).optional(),
  from: day.optional().meta({ description: 'The first day, in `zone`.' }),
  to: day.optional().meta({ description: 'The last day.' }),
  zone: z
    .string()
    .max(100)
    .refine(isZone, 'That is no time zone.')
    .default('UTC')
    .meta({ description: 'As `Europe/Berlin`.' }),
})

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: zone }))
  } catch {
    return false
  }
}
