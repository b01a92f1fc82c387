import { expect, test } from 'vitest'
import { missingParts, partOf } from './parts'

test('parts are equal but for the last, and make up the file', async () => {
  const file = new Blob(['abcdefg'])
  const parts = [1, 2, 3].map((number) => partOf(file, 3, number))
  expect(await Promise.all(parts.map((part) => part.text()))).toEqual(['abc', 'def', 'g'])
})

test('what the store has is not missing', () => {
  expect(missingParts({ partCount: 5, present: [] })).toEqual([1, 2, 3, 4, 5])
  expect(missingParts({ partCount: 5, present: [4, 1] })).toEqual([2, 3, 5])
  expect(missingParts({ partCount: 2, present: [1, 2] })).toEqual([])
})
