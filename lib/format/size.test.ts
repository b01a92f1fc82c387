import { describe, expect, test } from 'vitest'
import { formatProgress, formatRate, formatSize } from './size'

describe('formatSize', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 KB'],
    [1240, '1.2 KB'],
    [184_000, '184 KB'],
    [999_499, '999 KB'],
    [999_600, '1 MB'],
    [2_400_000, '2.4 MB'],
    [12_000_000, '12 MB'],
    [6_800_000_000, '6.8 GB'],
    [5 * 1024 ** 3, '5.4 GB'],
    [1e18, '1000 PB'],
  ])('%i is “%s”', (bytes, text) => expect(formatSize(bytes)).toBe(text))
})

describe('formatProgress', () => {
  test.each([
    [1_240_000_000, 2_100_000_000, '1.24 of 2.1 GB'],
    [10_900_000, 12_000_000, '10.9 of 12 MB'],
    [412_300, 860_000, '412 of 860 KB'],
    [0, 0, '0 of 0 B'],
    [2_100_000_000, 2_100_000_000, '2.1 of 2.1 GB'],
    [500, 412, '412 of 412 B'],
  ])('%i of %i is “%s”', (loaded, total, text) => expect(formatProgress(loaded, total)).toBe(text))
})

test('a rate is a size per second', () => expect(formatRate(124_000_000)).toBe('124 MB/s'))
