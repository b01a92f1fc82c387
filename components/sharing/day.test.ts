import { expect, test } from 'vitest'
import { dayOf, endOfDay } from './day'

test('a day ends with its last moment, and is found again', () => {
  for (const day of ['2026-11-24', '2026-12-31', '2028-02-29']) {
    const iso = endOfDay(day)!
    expect(dayOf(iso)).toBe(day)
    expect(dayOf(new Date(Date.parse(iso) + 1).toISOString())).not.toBe(day)
  }
})

test('no day is no end, and neither is one that does not exist', () => {
  expect([endOfDay(''), endOfDay('tomorrow')]).toEqual([null, null])
})
