import { expect, test } from 'vitest'
import { nextOrder, sortHref } from './sort'

test('a click turns the column that sorts, and begins another with its useful end', () => {
  expect(nextOrder({ sort: 'created', direction: 'desc' }, 'created')).toEqual({ sort: 'created', direction: 'asc' })
  expect(nextOrder({ sort: 'created', direction: 'desc' }, 'name')).toEqual({ sort: 'name', direction: 'asc' })
  expect(nextOrder({ sort: 'name', direction: 'asc' }, 'size')).toEqual({ sort: 'size', direction: 'desc' })
})

test('an order is an address', () => {
  expect(sortHref({ sort: 'name', direction: 'asc' })).toBe('/documents?sort=name&direction=asc')
})
