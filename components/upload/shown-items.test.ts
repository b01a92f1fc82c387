import { expect, test } from 'vitest'
import type { UploadItem, UploadState } from '@/lib/upload-client/queue'
import { shownItems } from './shown-items'

const item = (key: string, state: UploadState): UploadItem => ({
  key,
  name: key,
  size: 1,
  loaded: 0,
  state,
  error: null,
  documentId: null,
  percent: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
})

test('a few are all drawn, except what was cancelled', () => {
  const items = [item('a', 'done'), item('b', 'cancelled'), item('c', 'waiting')]
  expect(shownItems(items)).toEqual({ shown: [items[0], items[2]], more: 0 })
})

test('of many, those that need eyes are drawn, in their order', () => {
  const items = [
    item('a', 'done'),
    item('b', 'waiting'),
    item('c', 'uploading'),
    item('d', 'waiting'),
    item('e', 'failed'),
  ]
  const { shown, more } = shownItems(items, 3)
  expect(shown.map(({ key }) => key)).toEqual(['b', 'c', 'e'])
  expect(more).toBe(2)
})
