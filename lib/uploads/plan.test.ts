import { expect, test } from 'vitest'
import { transferSeconds } from './plan'

test('a form outlives its transfer on the slowest line by a quarter of an hour', () => {
  expect(transferSeconds(0)).toBe(900)
  expect(transferSeconds(256_000)).toBe(901)
  expect(transferSeconds(2 * 1024 ** 3)).toBe(8389 + 900)
  // 5 GiB, the most one POST takes: under six and a half hours, far below the seven days of SigV4.
  expect(transferSeconds(5 * 1024 ** 3)).toBeLessThan(6.5 * 3600)
})
