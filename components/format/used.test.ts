import { expect, test } from 'vitest'
import { usedPercent } from './used'

test.each([
  [0, 100, 0],
  [99.9, 100, 99],
  [100, 100, 100],
  [300, 100, 100],
  [0, 0, 100],
])('%d of %d is %d %%', (used, quota, percent) => {
  expect(usedPercent(used, quota)).toBe(percent)
})
