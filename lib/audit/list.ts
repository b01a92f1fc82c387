import 'server-only'
import { z } from 'zod'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import type { Prisma } from '../generated/prisma/client'
import { auditWhere, type AuditFilter } from './filter'
import { namer } from './names'
import { phrase, type Meant, type Phrase } from './phrase'
import { hadPersonal } from './record'

export type AuditRow = Phrase &
  Omit<Meant, 'others'> & {
    id: string
    at: Date
    action: string
    raw: Prisma.JsonValue
    /** Where it came from; null where the server acted, `erased` where it is known no more. */
    client: { ip: string; userAgent: string } | 'erased' | null
  }
export type AuditPage = { rows: AuditRow[]; older: string | null }

const ROWS_A_PAGE = 50

/**
 * One page of the audit, newest first, for administrators and their agents only; for an agent that is bound to documents
 * the rows about these. Throws NOT_ALLOWED. @param before where the page before ended
 */
export async function listAudit(
  principal: Principal,
  filter: AuditFilter,
  before: string | undefined,
  rowsAPage = ROWS_A_PAGE,
): Promise<AuditPage> {
  if (principal.role !== 'ADMIN') throw new AppError('NOT_ALLOWED')
  const found = await db().auditEvent.findMany({
    where: { AND: [await auditWhere(filter), reachedBy(principal), olderThan(before)] },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: rowsAPage + 1,
  })
  const page = found.slice(0, rowsAPage)
  const last = found.length > rowsAPage ? page.at(-1) : undefined
  return { rows: await inWords(page), older: last ? `${last.at.getTime()}.${last.id}` : null }
}

function reachedBy(principal: Principal): Prisma.AuditEventWhereInput {
  if (principal.kind === 'user' || principal.documentIds === null) return {}
  return { documentId: { in: [...principal.documentIds] } }
}

type Event = Prisma.AuditEventGetPayload<object>

async function inWords(events: readonly Event[]): Promise<AuditRow[]> {
  const [meantBy, clientOf] = await Promise.all([namer(events), clients(events)])
  return events.map((event) => {
    const { id, at, action, details } = event
    const meant = meantBy(event)
    const { actor, document, subject } = meant
    return {
      id: String(id),
      at,
      action,
      raw: details,
      actor,
      document,
      subject,
      ...phrase(action, meant, details),
      client: clientOf(event.personalHash),
    }
  })
}

const clientSchema = z.object({ ip: z.string(), userAgent: z.string() })

async function clients(events: readonly Event[]): Promise<(hash: Uint8Array | null) => AuditRow['client']> {
  const hashes = events.flatMap(({ personalHash }) => personalHash ?? [])
  const found = await db().auditPersonal.findMany({
    where: { hash: { in: hashes } },
    select: { hash: true, data: true },
  })
  const byHash = new Map(found.map(({ hash, data }) => [hex(hash), clientSchema.safeParse(data).data]))
  return (hash) => (hash && hadPersonal(hash) ? (byHash.get(hex(hash)) ?? 'erased') : null)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** A cursor grants nothing. One that is none begins at the newest. */
function olderThan(cursor: string | undefined): Prisma.AuditEventWhereInput {
  const [, ms, id] = /^(\d{1,14})\.(\d{1,18})$/.exec(cursor ?? '') ?? []
  if (!ms || !id) return {}
  const at = new Date(Number(ms))
  return { OR: [{ at: { lt: at } }, { at, id: { lt: BigInt(id) } }] }
}
