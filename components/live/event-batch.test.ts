import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DocumentRow, DocumentsEvent, DocumentStatusWord } from '@/lib/documents/schema'
import { EventBatch } from './event-batch'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const row = (id: string, status: DocumentStatusWord): DocumentRow => ({
  id,
  name: id,
  size: 1,
  owner: { id: 'o', name: 'Legal' },
  createdAt: '2026-11-24T00:00:00.000Z',
  status,
  contentType: null,
  digest: null,
  scan: null,
  rejection: null,
  newFile: null,
  role: 'OWNER',
  may: { open: true, download: true, rename: true, replace: true, share: true, transfer: true, delete: true },
})
const words = ({ changed, gone }: DocumentsEvent) => [
  ...changed.map(({ id, status }) => `${id} ${status}`),
  ...gone.map((id) => `${id} gone`),
]

test('the first word is passed on at once, a burst together, with the last word of each', () => {
  const heard: string[][] = []
  const batch = new EventBatch((event) => heard.push(words(event)))
  batch.add({ changed: [row('a', 'Uploading')], gone: [] })
  expect(heard).toEqual([['a Uploading']])
  batch.add({ changed: [row('a', 'Verifying'), row('b', 'Uploading')], gone: [] })
  batch.add({ changed: [row('a', 'Ready')], gone: ['c'] })
  batch.add({ changed: [], gone: ['b'] })
  expect(heard).toHaveLength(1)
  vi.advanceTimersByTime(100)
  expect(heard[1]).toEqual(['a Ready', 'b gone', 'c gone'])
  vi.advanceTimersByTime(1000)
  expect(heard).toHaveLength(2)
  batch.add({ changed: [row('d', 'Ready')], gone: [] })
  expect(heard[2]).toEqual(['d Ready'])
})

test('what waits is forgotten when everything is read again', () => {
  const heard: string[][] = []
  const batch = new EventBatch((event) => heard.push(words(event)))
  batch.add({ changed: [row('a', 'Uploading')], gone: [] })
  batch.add({ changed: [row('a', 'Ready')], gone: [] })
  batch.clear()
  vi.advanceTimersByTime(1000)
  expect(heard).toHaveLength(1)
})
