import { expect, test } from 'vitest'
import { parseGigabytes, showGigabytes } from './gigabytes'

test.each([
  ['', null],
  [' 10 ', 10_000_000_000],
  ['0', 0],
  ['1.5', 1_500_000_000],
  ['1,5', 1_500_000_000],
  ['9999999', 9_999_999_000_000_000],
  ['ten', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['1.2345', undefined],
])('%j is %s', (text, bytes) => {
  expect(parseGigabytes(text)).toBe(bytes)
})

test.each([
  [null, ''],
  [0, '0'],
  [1_500_000_000, '1.5'],
])('%s is shown as %j', (bytes, text) => {
  expect(showGigabytes(bytes)).toBe(text)
})
