import { expect, test } from 'vitest'
import { formatRemaining, formatTimeLeft } from './duration'

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

test.each([
  [30, '30 s left'],
  [119, '1 min left'],
  [86_399, '23 h 59 min left'],
  [86_400, '1 day left'],
  [172_800, '2 days left'],
  [-5, '1 s left'],
])('what lives %d seconds more has “%s”', (seconds, text) => expect(formatRemaining(seconds)).toBe(text))
