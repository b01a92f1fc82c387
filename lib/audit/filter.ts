import 'server-only'
import { z } from 'zod'
import { db } from '../db'
import type { Prisma } from '../generated/prisma/client'
import { endOfDay, startOfDay } from './day'
import { auditQuery } from './query'

// A filter stands in the address of the page. What cannot be understood there filters nothing: an old bookmark shows too
// much rather than an error.

const { who, document, action, from, to, zone } = auditQuery.shape

export const auditFilter = z.object({
  who: who.catch(undefined),
  document: document.catch(undefined),
  action: action.catch(undefined),
  from: from.catch(undefined),
  to: to.catch(undefined),
  zone: zone.catch('UTC'),
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
