import { expect, test } from 'vitest'
import { parseDays } from './days'

test.each([
  ['90', 90],
  [' 7 ', 7],
  ['', null],
  ['0', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['a week', undefined],
])('“%s” are %s days', (text, days) => expect(parseDays(text)).toBe(days))
