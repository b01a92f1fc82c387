import 'server-only'
import { z } from 'zod'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import type { Prisma } from '../generated/prisma/client'
import { documentsWhere } from './access'
import { rowSelect, toRow } from './row'
import type { DocumentPage, DocumentRow, ListQuery } from './schema'

const ROWS_A_PAGE = 50

const COLUMNS = { created: 'createdAt', name: 'sortName', size: 'size' } as const

/** One page of what the principal may see. Keyset paging: a page stays right while others upload and delete. */
export async function listPage(principal: Principal, query: ListQuery): Promise<DocumentPage> {
  const column = COLUMNS[query.sort]
  const after = query.cursor ? afterCursor(query, query.cursor) : {}
  const found = await db().document.findMany({
    where: { AND: [documentsWhere(principal, 'see'), shown(principal, query.show), after] },
    orderBy: [{ [column]: query.direction }, { id: query.direction }],
    take: ROWS_A_PAGE + 1,
    select: { ...rowSelect(principal), sortName: true },
  })
  const page = found.slice(0, ROWS_A_PAGE)
  const last = found.length > ROWS_A_PAGE ? page.at(-1) : undefined
  return { rows: page.map(toRow), nextCursor: last ? encodeCursor(last[column], last.id) : null }
}

function shown({ userId }: Principal, show: ListQuery['show']): Prisma.DocumentWhereInput {
  if (!show) return {}
  return { ownerId: show === 'mine' ? userId : { not: userId } }
}

/** Which of these the principal may see, for the live stream: the others are gone for this reader. */
export async function rowsById(principal: Principal, ids: readonly string[]): Promise<DocumentRow[]> {
  const found = await db().document.findMany({
    where: { AND: [documentsWhere(principal, 'see'), { id: { in: [...ids] } }] },
    select: rowSelect(principal),
  })
  return found.map(toRow)
}

/** Which of these are or were the principal's: owned, or given to them or to a group of theirs, whether that still holds or not. */
export async function relatedIds(principal: Principal, ids: readonly string[]): Promise<string[]> {
  const { userId } = principal
  const given = { some: { OR: [{ userId }, { group: { members: { some: { userId } } } }] } }
  const found = await db().document.findMany({
    where: { id: { in: [...ids] }, OR: [{ ownerId: userId }, { capabilities: given }] },
    select: { id: true },
  })
  return found.map(({ id }) => id)
}

// A cursor is not a secret and grants nothing: it only says where to go on under the reader's own right.
const cursorSchema = z.tuple([z.string(), z.uuid()])

/** What PostgreSQL can compare with: its texts hold no NUL, its numbers and times have ends. */
const VALUES = {
  name: z.string().refine((name) => !name.includes('\0')),
  size: z.coerce
    .bigint()
    .min(0n)
    .max(2n ** 63n - 1n),
  created: z.coerce.date().min(new Date(0)).max(new Date('9999-12-31')),
} as const

function encodeCursor(value: string | bigint | Date, id: string): string {
  const text = value instanceof Date ? value.toISOString() : String(value)
  return Buffer.from(JSON.stringify([text, id])).toString('base64url')
}

function afterCursor(query: ListQuery, cursor: string): Prisma.DocumentWhereInput {
  const { value, id } = decodeCursor(query, cursor)
  const column = COLUMNS[query.sort]
  const beyond = query.direction === 'asc' ? 'gt' : 'lt'
  return { OR: [{ [column]: { [beyond]: value } }, { [column]: value, id: { [beyond]: id } }] }
}

function decodeCursor(query: ListQuery, cursor: string): { value: string | bigint | Date; id: string } {
  try {
    const [text, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { value: VALUES[query.sort].parse(text), id }
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'The list has moved on. Load the page again.', { cause })
  }
}
