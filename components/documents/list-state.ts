import { compareSortNames, sortName } from '@/lib/documents/sort-name'
import type { DocumentPage, DocumentRow, DocumentsEvent, ListQuery } from '@/lib/documents/schema'

/** In which order, and whose: what the address of the list says. */
export type ListOrder = Pick<ListQuery, 'sort' | 'direction' | 'show'>
export type ListState = {
  order: ListOrder
  rows: readonly DocumentRow[]
  nextCursor: string | null
  /** As many rows as are kept: what others upload must not make a page of ten thousand rows. */
  limit: number
  /** The end was cut off, and the cursor with it. */
  cut: boolean
}

/** A drop of some hundred files stays in sight as a whole; pages that a person asked for always do. */
export const MOST_ROWS = 500

export type Journal = ReadonlyMap<string, DocumentRow | null>

/** What a page shows that was just read, put right with what the stream has said since. */
export function listOf(page: DocumentPage, order: ListOrder, journal: Journal): ListState {
  const limit = Math.max(MOST_ROWS, page.rows.length)
  const read = { order, rows: page.rows, nextCursor: page.nextCursor, limit, cut: false }
  const changed = [...journal.values()].filter((row) => row !== null)
  const gone = [...journal].filter(([, row]) => row === null).map(([id]) => id)
  return withEvent(read, { changed, gone })
}

/** Replaces, inserts and removes rows. A row that belongs beyond the last page that was read waits there. */
export function withEvent(list: ListState, { changed, gone }: DocumentsEvent): ListState {
  if (changed.length === 0 && gone.length === 0) return list
  const shown = changed.filter((row) => isShown(row, list.order))
  // What has become somebody else's leaves the list of one's own.
  const removed = new Set([...gone, ...changed.filter((row) => !shown.includes(row)).map(({ id }) => id)])
  const kept = list.rows.filter(({ id }) => !removed.has(id))
  const rows = shown.reduce((placed, row) => place(placed, row, list), kept as readonly DocumentRow[])
  if (rows.length <= list.limit) return { ...list, rows }
  return { ...list, rows: rows.slice(0, list.limit), nextCursor: null, cut: true }
}

/** The next page behind the rows that are there. */
export function withMore(list: ListState, page: DocumentPage): ListState {
  const known = new Set(list.rows.map(({ id }) => id))
  const rows = [...list.rows, ...page.rows.filter(({ id }) => !known.has(id))]
  return { ...list, rows, nextCursor: page.nextCursor, limit: Math.max(list.limit, rows.length) }
}

/** Whether there are rows behind those that are shown. */
export function hasMore({ nextCursor, cut }: Pick<ListState, 'nextCursor' | 'cut'>): boolean {
  return cut || nextCursor !== null
}

function place(rows: readonly DocumentRow[], row: DocumentRow, list: ListState): readonly DocumentRow[] {
  const { order } = list
  const at = rows.findIndex(({ id }) => id === row.id)
  const old = rows[at]
  if (old && compare(old, row, order) === 0) return rows.with(at, row)
  const others = old ? rows.toSpliced(at, 1) : rows
  const before = others.findIndex((other) => compare(row, other, order) < 0)
  if (before >= 0) return others.toSpliced(before, 0, row)
  return hasMore(list) ? others : [...others, row]
}

function isShown({ role }: DocumentRow, { show }: ListOrder): boolean {
  return !show || (role === 'OWNER') === (show === 'mine')
}

/** The server's order: the column, then the id, both in the one direction. */
function compare(a: DocumentRow, b: DocumentRow, { sort, direction }: ListOrder): number {
  const ascending = byColumn(a, b, sort) || by(a.id, b.id)
  return direction === 'asc' ? ascending : -ascending
}

function byColumn(a: DocumentRow, b: DocumentRow, sort: ListOrder['sort']): number {
  if (sort === 'name') return compareSortNames(keyOf(a), keyOf(b))
  return sort === 'size' ? by(a.size, b.size) : by(a.createdAt, b.createdAt)
}

const keys = new WeakMap<DocumentRow, string>()

function keyOf(row: DocumentRow): string {
  const known = keys.get(row)
  if (known !== undefined) return known
  const key = sortName(row.name)
  keys.set(row, key)
  return key
}

function by<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
