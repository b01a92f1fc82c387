import { expect, test } from 'vitest'
import type { UploadItem, UploadState } from './item'
import { totalOf } from './total'

function item(state: UploadState, size: number, loaded = 0): UploadItem {
  const whose = { replaces: false, path: null, error: null, documentId: null, uploadId: null, inParts: false }
  return { key: '1', name: 'a', size, loaded, state, percent: 0, bytesPerSecond: 0, secondsLeft: null, ...whose }
}

test('sums up what may still become a document', () => {
  const items = [item('done', 100, 100), item('uploading', 300, 50), item('waiting', 100), item('failed', 1000)]
  expect(totalOf([...items, item('cancelled', 5000)], 70)).toEqual({
    files: 4,
    done: 1,
    failed: 1,
    resting: 0,
    bytes: 500,
    loaded: 150,
    percent: 30,
    bytesPerSecond: 70,
    secondsLeft: 5,
  })
})

test('is 100 when nothing may come any more and something came', () => {
  expect(totalOf([item('done', 100, 100), item('failed', 50)], 0).percent).toBe(100)
  expect(totalOf([item('done', 0)], 0).percent).toBe(100)
  expect(totalOf([item('done', 100, 100), item('uploading', 0)], 0).percent).toBe(99)
  expect(totalOf([item('failed', 100)], 0).percent).toBe(0)
  expect(totalOf([], 0).percent).toBe(0)
})

test('shows no speed when nothing is on its way', () => {
  const total = totalOf([item('retrying', 100)], 1_000)
  expect([total.bytesPerSecond, total.secondsLeft]).toEqual([0, null])
})

test('what rests is no reason to wait longer', () => {
  const total = totalOf([item('uploading', 100, 50), item('paused', 900), item('elsewhere', 900)], 10)
  expect(total).toMatchObject({ resting: 2, bytes: 1900, secondsLeft: 5 })
})
