import { expect, test } from 'vitest'
import { nextOrder, orderOf, orderOfSearch, showing, sortHref, SORTS } from './sort'

test('a click turns the column that sorts, and begins another with its useful end', () => {
  expect(nextOrder({ sort: 'created', direction: 'desc' }, 'created')).toEqual({ sort: 'created', direction: 'asc' })
  expect(nextOrder({ sort: 'created', direction: 'desc' }, 'name')).toEqual({ sort: 'name', direction: 'asc' })
  expect(nextOrder({ sort: 'name', direction: 'asc' }, 'size')).toEqual({ sort: 'size', direction: 'desc' })
})

test('an order is an address, and an address an order', () => {
  expect(sortHref({ sort: 'name', direction: 'asc' })).toBe('/documents?sort=name&direction=asc')
  for (const order of SORTS) expect(orderOfSearch(new URL(sortHref(order), 'http://x').search)).toBe(order)
})

test('what is shown goes on when the order changes, and is part of the address', () => {
  const order = { sort: 'created', direction: 'desc', show: 'shared' } as const
  expect(nextOrder(order, 'name')).toEqual({ sort: 'name', direction: 'asc', show: 'shared' })
  expect(sortHref(order)).toBe('/documents?sort=created&direction=desc&show=shared')
  expect(orderOfSearch('?show=shared')).toMatchObject(order)
  // The same object each time: what depends on it is not done again.
  expect(orderOfSearch('?show=shared')).toBe(orderOfSearch('?show=shared'))
  expect(orderOfSearch('?show=nobody')).toBe(SORTS[0])
  expect(showing(order, undefined)).toEqual({ sort: 'created', direction: 'desc' })
})

test.each([{}, { sort: 'name' }, { sort: 'name', direction: 'up' }, { sort: ['name', 'size'], direction: 'asc' }])(
  '%j is the usual order',
  (asked) => expect(orderOf(asked)).toBe(SORTS[0]),
)
