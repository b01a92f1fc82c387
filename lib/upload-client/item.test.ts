import { expect, test } from 'vitest'
import { percent } from './item'

test('rounds down', () => {
  expect(percent(0, 1000, false)).toBe(0)
  expect(percent(9, 1000, false)).toBe(0)
  expect(percent(589, 1000, false)).toBe(58)
})

test('is 100 only after the end', () => {
  expect(percent(1000, 1000, false)).toBe(99)
  expect(percent(1000, 1000, true)).toBe(100)
})

test('an empty file goes from 0 to 100', () => {
  expect(percent(0, 0, false)).toBe(0)
  expect(percent(0, 0, true)).toBe(100)
})
