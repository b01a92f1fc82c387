import { expect, test } from 'vitest'
import { outlives } from './plan-life'

const now = Date.parse('2026-11-24T12:00:00Z')
const plan = (seconds: number) => ({
  strategy: 'post' as const,
  url: 'http://127.0.0.1:1/docs',
  fields: {},
  expiresAt: new Date(now + seconds * 1000).toISOString(),
})
/** What the server signs for: size / 256 kB/s + 15 min. */
const signed = (size: number) => plan(size / 256_000 + 900)

test('a plan that was just signed lives long enough, whatever the size', () => {
  for (const size of [0, 1, 5 * 1024 ** 3]) expect(outlives(signed(size), size, now)).toBe(true)
})

test('a plan may wait ten minutes for its turn, not eleven', () => {
  expect(outlives(signed(2e9), 2e9, now + 10 * 60_000)).toBe(true)
  expect(outlives(signed(2e9), 2e9, now + 11 * 60_000)).toBe(false)
})

test('a large file needs a longer life than a small one', () => {
  expect(outlives(plan(900), 1_000_000, now)).toBe(true)
  expect(outlives(plan(900), 1_000_000_000, now)).toBe(false)
})

test('an expired plan and one without a date are no good', () => {
  expect(outlives(plan(-1), 0, now)).toBe(false)
  expect(outlives({ ...plan(0), expiresAt: 'soon' }, 0, now)).toBe(false)
})
