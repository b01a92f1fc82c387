import 'server-only'
import { z } from 'zod'
import { db } from '../db'
import type { Prisma } from '../generated/prisma/client'
import { endOfDay, startOfDay } from './day'
import { ACTIONS } from './sentences'

// A filter stands in the address of the page and of the export. What cannot be understood there filters nothing: an old
// bookmark shows too much rather than an error.

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((value) => !value.includes('\0'))
const day = z.iso.date().refine((value) => value >= '1970-01-01' && value <= '9998-12-31')

export const auditFilter = z.object({
  /** A person's id, or a part of a name or address. */
  who: text.optional().catch(undefined),
  /** A document's id, or a part of its name. */
  document: text.optional().catch(undefined),
  action: z.enum(ACTIONS).optional().catch(undefined),
  /** The first and the last day, in `zone`. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  zone: z.string().refine(isZone).catch('UTC'),
})
export type AuditFilter = z.output<typeof auditFilter>

/** More people or documents than this are not looked for: a part of a name that fits so many filters nothing. */
const MOST_NAMES = 1000

/** The filter as a condition on rows; names become the ids that bear them now. */
export async function auditWhere(filter: AuditFilter): Promise<Prisma.AuditEventWhereInput> {
  const { who, document, action, from, to, zone } = filter
  return {
    ...(who ? { actorId: { in: await idsOfPeople(who) } } : {}),
    ...(document ? { documentId: { in: await idsOfDocuments(document) } } : {}),
    ...(action ? { action } : {}),
    at: {
      ...(from ? { gte: startOfDay(from, zone) } : {}),
      ...(to ? { lt: endOfDay(to, zone) } : {}),
    },
  }
}

async function idsOfPeople(who: string): Promise<string[]> {
  // The id itself too: whoever was erased has no other name.
  if (isId(who)) return [who]
  const contains = { contains: who, mode: 'insensitive' } as const
  const where = { OR: [{ name: contains }, { email: contains }] }
  return ids(await db().user.findMany({ where, select: { id: true }, take: MOST_NAMES }))
}

async function idsOfDocuments(name: string): Promise<string[]> {
  if (isId(name)) return [name]
  const where = { name: { contains: name, mode: 'insensitive' } } as const
  return ids(await db().document.findMany({ where, select: { id: true }, take: MOST_NAMES }))
}

function ids(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id)
}

function isId(value: string): boolean {
  return z.guid().safeParse(value).success
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: zone }))
  } catch {
    return false
  }
}
