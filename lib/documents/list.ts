import 'server-only'
import type { Principal } from '../auth/principal'
import { cursorNumber, cursorOf, cursorText, cursorTime, readCursor } from '../cursor'
import { db } from '../db'
import type { Prisma } from '../generated/prisma/client'
import type { DocumentStatus } from '../generated/prisma/enums'
import { documentsWhere } from './access'
import { rowSelect, toRow, type FoundDocument } from './row'
import type { DocumentPage, DocumentRow, ListQuery } from './schema'

const ROWS_A_PAGE = 50

const COLUMNS = { created: 'createdAt', name: 'sortName', size: 'size' } as const

/** What programs ask for beyond the page: a part of the name in either case, one status, and how many at most. */
type Asked = ListQuery & {
  search?: string | undefined
  status?: DocumentStatus | undefined
  limit?: number | undefined
}

/** One page of what the principal may see, as rows of the page. */
export async function listPage(principal: Principal, query: Asked): Promise<DocumentPage> {
  const { found, nextCursor } = await findPage(principal, query)
  return { rows: found.map(toRow), nextCursor }
}

/** One page of what the principal may see. Keyset paging: a page stays right while others upload and delete. */
export async function findPage(
  principal: Principal,
  query: Asked,
): Promise<{ found: FoundDocument[]; nextCursor: string | null }> {
  const limit = query.limit ?? ROWS_A_PAGE
  const column = COLUMNS[query.sort]
  const after = query.cursor ? afterCursor(query, query.cursor) : {}
  const found = await db().document.findMany({
    where: { AND: [documentsWhere(principal, 'see'), shown(principal, query.show), asked(query), after] },
    orderBy: [{ [column]: query.direction }, { id: query.direction }],
    take: limit + 1,
    select: { ...rowSelect(principal), sortName: true },
  })
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return { found: page, nextCursor: last ? cursorOf([last[column], last.id]) : null }
}

function shown({ userId }: Principal, show: ListQuery['show']): Prisma.DocumentWhereInput {
  if (!show) return {}
  return { ownerId: show === 'mine' ? userId : { not: userId } }
}

function asked({ search, status }: Asked): Prisma.DocumentWhereInput {
  return {
    // Prisma hands `%` and `_` on as they are, and they would match anything. No index of trigrams: the rule leaves few
    // documents, and PostgreSQL reads all of those whether it has one or not (measured with 60,000).
    ...(search ? { name: { contains: search.replaceAll(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' } } : {}),
    ...(status ? { status } : {}),
  }
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

const KEYS = { name: cursorText, size: cursorNumber, created: cursorTime } as const

function afterCursor(query: ListQuery, cursor: string): Prisma.DocumentWhereInput {
  const [value, id] = readCursor<string | bigint | Date>(cursor, KEYS[query.sort])
  const column = COLUMNS[query.sort]
  const beyond = query.direction === 'asc' ? 'gt' : 'lt'
  return { OR: [{ [column]: { [beyond]: value } }, { [column]: value, id: { [beyond]: id } }] }
}
