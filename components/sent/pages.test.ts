import { expect, test } from 'vitest'
import { readRows, type ReadPage } from './pages'

const PAGES: Record<string, { rows: number[]; nextCursor: string | null }> = {
  first: { rows: [1, 2], nextCursor: 'second' },
  second: { rows: [3, 4], nextCursor: 'third' },
  third: { rows: [5], nextCursor: null },
}
const read: ReadPage<number> = async (cursor) => ({ ok: true, data: PAGES[cursor ?? 'first']! })

test('pages are read until there are enough rows, and not one more', async () => {
  expect(await readRows(read, 1)).toEqual({ ok: true, data: { rows: [1, 2], nextCursor: 'second' } })
  expect(await readRows(read, 3)).toEqual({ ok: true, data: { rows: [1, 2, 3, 4], nextCursor: 'third' } })
  expect(await readRows(read, 100)).toEqual({ ok: true, data: { rows: [1, 2, 3, 4, 5], nextCursor: null } })
})

test('a page that cannot be read is the answer', async () => {
  const failure = { ok: false, code: null, message: 'No answer.' } as const
  expect(await readRows(async (cursor) => (cursor ? failure : read(null)), 3)).toEqual(failure)
})
