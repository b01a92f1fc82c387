import { expect, test } from 'vitest'
import { LINE_HEIGHT, windowOf } from './window-of'

test('draws what is seen and a little more', () => {
  expect(windowOf(1000, 0, 5 * LINE_HEIGHT)).toEqual({ from: 0, to: 9 })
  expect(windowOf(1000, 500 * LINE_HEIGHT + 1, 5 * LINE_HEIGHT)).toEqual({ from: 496, to: 510 })
})

test('never more than there are', () => {
  expect(windowOf(3, 0, 420)).toEqual({ from: 0, to: 3 })
  expect(windowOf(1000, 1000 * LINE_HEIGHT, 420)).toEqual({ from: 996, to: 1000 })
  expect(windowOf(0, 0, 420)).toEqual({ from: 0, to: 0 })
})
