import { expect, test } from 'vitest'
import { formatTimeLeft } from './duration'

test.each([
  [0, '1 s left'],
  [13.2, '14 s left'],
  [59, '59 s left'],
  [60, '1 min left'],
  [190, '3 min left'],
  [3_595, '1 h left'],
  [4_800, '1 h 20 min left'],
  [90_000, 'more than a day left'],
])('%d seconds are “%s”', (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text))
