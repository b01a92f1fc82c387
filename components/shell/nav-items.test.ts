import { expect, test } from 'vitest'
import { barItems, navItems } from './nav-items'

test.each([true, false])('a bar has at most five places, and nothing is lost (administrator: %s)', (isAdmin) => {
  const { bar, rest } = barItems(isAdmin)
  expect([...bar, ...rest]).toEqual(navItems(isAdmin))
  expect(bar.length + (rest.length > 0 ? 1 : 0)).toBeLessThanOrEqual(5)
})

test('the bar begins with the daily work', () => {
  expect(barItems(true).bar.map(({ label }) => label)).toEqual(['Documents', 'Sent', 'Sharing', 'Members'])
  expect(barItems(false)).toMatchObject({ rest: [] })
})
