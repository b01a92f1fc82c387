import { describe, expect, test } from 'vitest'
import { formatMoment, formatWhen } from './when'

const clock = { now: Date.parse('2026-11-24T15:30:00Z'), timeZone: 'Europe/Zurich' }

describe('formatWhen', () => {
  test.each([
    ['2026-11-24T13:02:00Z', '14:02'],
    ['2026-11-23T23:05:00Z', '00:05'],
    ['2026-11-23T22:59:00Z', 'Yesterday'],
    ['2026-11-22T12:00:00Z', '22 Nov'],
    ['2026-11-25T08:05:00Z', 'Tomorrow 09:05'],
    ['2026-11-26T08:05:00Z', '26 Nov'],
    ['2026-09-04T12:00:00Z', '4 Sep'],
    ['2025-11-19T12:00:00Z', '19 Nov 2025'],
  ])('%s is “%s”', (iso, text) => expect(formatWhen(iso, clock)).toBe(text))

  test('follows the reader’s zone', () => {
    expect(formatWhen('2026-11-24T02:00:00Z', { ...clock, timeZone: 'America/Los_Angeles' })).toBe('Yesterday')
  })

  test('the day before a change of the clocks is yesterday', () => {
    const night = { now: Date.parse('2026-10-25T22:30:00Z'), timeZone: 'Europe/Zurich' }
    expect(formatWhen('2026-10-24T10:00:00Z', night)).toBe('Yesterday')
  })
})

test('formatMoment says it in full', () => {
  expect(formatMoment('2026-11-19T13:02:00Z', 'Europe/Zurich')).toBe('19 November 2026, 14:02')
})
