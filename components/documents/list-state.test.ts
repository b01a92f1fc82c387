import { describe, expect, test } from 'vitest'
import type { DocumentRow } from '@/lib/documents/schema'
import { hasMore, listOf, MOST_ROWS, withEvent, withMore, type ListOrder, type ListState } from './list-state'

const NEWEST: ListOrder = { sort: 'created', direction: 'desc' }

function row(id: string, some: Partial<DocumentRow> = {}): DocumentRow {
  return {
    id,
    name: `${id}.pdf`,
    size: 1,
    owner: { id: 'o', name: 'Legal' },
    createdAt: `2026-11-${id}T00:00:00.000Z`,
    status: 'Ready',
    contentType: null,
    digest: null,
    scan: null,
    rejection: null,
    newFile: null,
    role: 'OWNER',
    may: { open: true, download: true, rename: true, replace: true, share: true, transfer: true, delete: true },
    ...some,
  }
}

const list = (ids: string[], nextCursor: string | null = null, order = NEWEST): ListState => ({
  order,
  rows: ids.map((id) => row(id)),
  nextCursor,
  limit: MOST_ROWS,
  cut: false,
})
const ids = ({ rows }: ListState) => rows.map(({ id }) => id).join(' ')

describe('withEvent', () => {
  test('replaces a row in its place', () => {
    const next = withEvent(list(['12', '11', '10']), { changed: [row('11', { status: 'Rejected' })], gone: [] })
    expect(ids(next)).toBe('12 11 10')
    expect(next.rows[1]?.status).toBe('Rejected')
  })

  test('puts a new row where it belongs', () => {
    expect(ids(withEvent(list(['12', '10']), { changed: [row('14'), row('11')], gone: [] }))).toBe('14 12 11 10')
  })

  test('shows what is one’s own, or what others share, and drops what changes hands', () => {
    const mine = { ...NEWEST, show: 'mine' } as const
    const changed = [row('14', { role: 'VIEWER' }), row('13'), row('10', { role: 'EDITOR' })]
    expect(ids(withEvent(list(['12', '10'], null, mine), { changed, gone: [] }))).toBe('13 12')
    const shared = { ...NEWEST, show: 'shared' } as const
    expect(ids(withEvent(list([], null, shared), { changed, gone: [] }))).toBe('14 10')
  })

  test('removes what is gone', () => {
    expect(ids(withEvent(list(['12', '11']), { changed: [], gone: ['12', 'unknown'] }))).toBe('11')
  })

  test('appends at the end only when the end was read', () => {
    expect(ids(withEvent(list(['12', '11']), { changed: [row('01')], gone: [] }))).toBe('12 11 01')
    expect(ids(withEvent(list(['12', '11'], 'more'), { changed: [row('01')], gone: [] }))).toBe('12 11')
  })

  test('a new name moves a row in a list by name', () => {
    const byName = list(['10', '11', '12'], null, { sort: 'name', direction: 'asc' })
    expect(ids(withEvent(byName, { changed: [row('10', { name: '11b.pdf' })], gone: [] }))).toBe('11 10 12')
  })

  test('by name like the server: without case, numbers by value', () => {
    const names = (list: ListState) => list.rows.map(({ name }) => name)
    const order: ListOrder = { sort: 'name', direction: 'asc' }
    const before = { ...list([], null, order), rows: [row('10', { name: 'apple 9' }), row('11', { name: 'Zebra' })] }
    const after = withEvent(before, {
      changed: [row('12', { name: 'Äpple 10' }), row('13', { name: 'banana' })],
      gone: [],
    })
    expect(names(after)).toEqual(['apple 9', 'Äpple 10', 'banana', 'Zebra'])
  })

  test('equal sizes are ordered by id, like the server does', () => {
    const bySize = list(['12', '10'], null, { sort: 'size', direction: 'desc' })
    expect(ids(withEvent(bySize, { changed: [row('11')], gone: [] }))).toBe('12 11 10')
  })

  test('nothing said is nothing changed', () => {
    const before = list(['12'])
    expect(withEvent(before, { changed: [], gone: [] })).toBe(before)
  })
})

test('a page that was read before the last word about a row is put right', () => {
  const journal = new Map([
    ['12', row('12', { status: 'Ready' })],
    ['11', null],
  ])
  const page = { rows: [row('12', { status: 'Verifying' }), row('11')], nextCursor: null }
  const shown = listOf(page, NEWEST, journal)
  expect(ids(shown)).toBe('12')
  expect(shown.rows[0]?.status).toBe('Ready')
})

test('the next page repeats no row', () => {
  const next = withMore(list(['12', '11'], 'a'), { rows: [row('11'), row('10')], nextCursor: 'b' })
  expect(ids(next)).toBe('12 11 10')
  expect(next.nextCursor).toBe('b')
})

test('what others upload pushes the end out of a full list, and it can be asked for again', () => {
  const before = { ...list(['12', '11', '10']), limit: 3 }
  const after = withEvent(before, { changed: [row('14'), row('13')], gone: [] })
  expect(ids(after)).toBe('14 13 12')
  expect(hasMore(after)).toBe(true)
  expect(ids(withEvent(after, { changed: [row('01')], gone: [] }))).toBe('14 13 12')
})

test('pages that were asked for are kept, however many', () => {
  const more = withMore({ ...list(['12'], 'a'), limit: 1 }, { rows: [row('11'), row('10')], nextCursor: null })
  expect(ids(withEvent(more, { changed: [row('11', { status: 'Rejected' })], gone: [] }))).toBe('12 11 10')
})
