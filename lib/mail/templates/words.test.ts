import { expect, test } from 'vitest'
import { exactMoment, plainName, span } from './words'

test('a moment is exact, with its zone', () => {
  const at = new Date('2026-07-01T22:30:00Z')
  expect(exactMoment(at, 'UTC')).toBe('Wednesday, 1 July 2026, 22:30 (UTC)')
  expect(exactMoment(at, 'Asia/Kolkata')).toBe('Thursday, 2 July 2026, 04:00 (Asia/Kolkata, GMT+5:30)')
  expect(exactMoment(at, 'Europe/Berlin')).toBe('Thursday, 2 July 2026, 00:30 (Europe/Berlin, GMT+2)')
})

test.each([
  [60, '1 minute'],
  [5400, '90 minutes'],
  [3600, '1 hour'],
  [86_400, '24 hours'],
  [259_200, '3 days'],
  [90_000, '25 hours'],
])('%i seconds are %s', (seconds, words) => expect(span(seconds)).toBe(words))

test('a name is one line, and from right to left it is isolated', () => {
  expect(plainName('a\r\nb\u2028c')).toBe('a b c')
  const name = 'عقد'
  expect(plainName(name)).toBe(`\u2068${name}\u2069`)
})
