import type { DocumentPage, DocumentRow, DocumentsEvent, ListQuery } from '@/lib/documents/schema'

export type ListOrder = Pick<ListQuery, 'sort' | 'direction'>
export type ListState = { order: ListOrder; rows: readonly DocumentRow[]; nextCursor: string | null }
export type Journal = ReadonlyMap<string, DocumentRow | null>

/** What a page shows that was just read, put right with what the stream has said since. */
export function listOf(page: DocumentPage, order: ListOrder, journal: Journal): ListState {
  const read = { order, rows: page.rows, nextCursor: page.nextCursor }
  const changed = [...journal.values()].filter((row) => row !== null)
  const gone = [...journal].filter(([, row]) => row === null).map(([id]) => id)
  return withEvent(read, { changed, gone })
}

/** Replaces, inserts and removes rows. A row that belongs beyond the last page that was read waits there. */
export function withEvent(list: ListState, { changed, gone }: DocumentsEvent): ListState {
  if (changed.length === 0 && gone.length === 0) return list
  const removed = new Set(gone)
  const kept = list.rows.filter(({ id }) => !removed.has(id))
  return { ...list, rows: changed.reduce((rows, row) => place(rows, row, list), kept as readonly DocumentRow[]) }
}

/** The next page behind the rows that are there. */
export function withMore(list: ListState, page: DocumentPage): ListState {
  const known = new Set(list.rows.map(({ id }) => id))
  return {
    ...list,
    rows: [...list.rows, ...page.rows.filter(({ id }) => !known.has(id))],
    nextCursor: page.nextCursor,
  }
}

function place(
  rows: readonly DocumentRow[],
  row: DocumentRow,
  { order, nextCursor }: ListState,
): readonly DocumentRow[] {
  const at = rows.findIndex(({ id }) => id === row.id)
  const old = rows[at]
  if (old && compare(old, row, order) === 0) return rows.with(at, row)
  const others = old ? rows.toSpliced(at, 1) : rows
  const before = others.findIndex((other) => compare(row, other, order) < 0)
  if (before >= 0) return others.toSpliced(before, 0, row)
  return nextCursor === null ? [...others, row] : others
}

/** The server's order: the column, then the id, both in the one direction. */
function compare(a: DocumentRow, b: DocumentRow, { sort, direction }: ListOrder): number {
  const ascending = byColumn(a, b, sort) || by(a.id, b.id)
  return direction === 'asc' ? ascending : -ascending
}

function byColumn(a: DocumentRow, b: DocumentRow, sort: ListOrder['sort']): number {
  if (sort === 'name') return by(a.name, b.name)
  return sort === 'size' ? by(a.size, b.size) : by(a.createdAt, b.createdAt)
}

function by<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
