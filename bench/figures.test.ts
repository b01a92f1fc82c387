import { expect, test } from 'vitest'
import { isVoid, percentile, summary, table, type Round } from './figures'

const cost = (receivedBytes: number) => ({ receivedBytes, rssGrowthMb: receivedBytes / 1000, cpuSeconds: 0.1 })
const round = (ours: number, received: number): Round => {
  const parts = { floor: 125, ours: ours + 25, app: cost(received + 1) }
  return { curl: 120, floor: 100, ours, proxied: 50, app: cost(received), proxy: cost(2e9), parts }
}

test('percentiles are values that were measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile(hundred, 1)]).toEqual([50, 95, 100])
  expect(percentile([7], 0.5)).toBe(7)
})

test('the summary has the middle speeds and the worst costs', () => {
  expect(summary([round(80, 100), round(95, 5000), round(99, 200)])).toEqual({
    ratio_vs_floor: 0.95,
    ratio_vs_proxied: 1.9,
    parts_vs_curl: 1,
    parts_vs_floor: 0.96,
    app_bytes: 5001,
    app_rss_growth_mb: 5,
    app_cpu_s: 0.1,
  })
})

test('a round whose floor is under 0.8 of curl is void', () => {
  expect(isVoid({ ...round(90, 1), curl: 126 })).toBe(true)
  expect(isVoid({ ...round(90, 1), curl: 125 })).toBe(false)
})

test('the table has a line for each strategy', () => {
  expect(table(round(90, 1234)).split('\n')).toHaveLength(7)
  expect(table(round(90, 1234))).toContain('1,234 B')
})
