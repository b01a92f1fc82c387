import { z } from 'zod'
import { entryOf } from '../../audit/entry'
import type { AuditRow } from '../../audit/list'
import { time } from './parts'

const meant = z.object({
  id: z.uuid(),
  name: z.string().nullable().meta({ description: 'As it is now; null where it is known no more.' }),
  gone: z.boolean().meta({ description: 'It was deleted, revoked or erased since.' }),
})

export const auditEvent = z
  .object({
    id: z.string(),
    at: time,
    action: z.string().meta({ description: '`<noun>.<verb>`, as `link.created`.' }),
    sentence: z.string(),
    actor: meant.nullable().meta({ description: 'Null where Countersign itself acted.' }),
    document: meant.nullable(),
    subject: meant.nullable().meta({ description: 'The person or thing that was acted upon.' }),
    details: z.record(z.string(), z.unknown()).nullable(),
    client: z
      .union([z.object({ ip: z.string(), userAgent: z.string() }), z.literal('erased')])
      .nullable()
      .meta({ description: 'Where it came from; `erased` where that is known no more.' }),
  })
  .meta({ id: 'AuditEvent' })

export function toAuditEvent(row: AuditRow): z.output<typeof auditEvent> {
  const { details, ...same } = entryOf(row)
  return { ...same, details: isRecord(details) ? details : null }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
