import { expect, test } from 'vitest'
import { parseWays } from '@/lib/sharing/ways/address'
import { changed, isFiltered, toAddress, type Asked } from './address'

const params = (address: string) => Object.fromEntries(new URL(address, 'http://localhost').searchParams)
const NOTHING = parseWays({})
const GIVER = '0198c0de-0000-7000-8000-000000000000'

test.each<[string, Asked]>([
  ['/x', NOTHING],
  ['/x?kind=LINK&q=a+%26+b', changed(NOTHING, { kind: 'LINK', search: 'a & b' })],
  [`/x?giver=${GIVER}&endless=1`, changed(NOTHING, { giver: GIVER, endless: true })],
  ['/x?state=dormant&outside=1&unused=1', changed(NOTHING, { state: 'dormant', outside: true, unused: true })],
  ['/x?sort=ends&direction=asc', { filter: NOTHING.filter, order: { sort: 'ends', direction: 'asc' } }],
])('%s is an address and what it asks for', (address, asked) => {
  expect(toAddress('/x', asked)).toBe(address)
  expect(parseWays(params(address))).toEqual(asked)
})

test('of a mistyped address stays what can be understood', () => {
  const asked = parseWays({ kind: 'BOAT', giver: 'me', outside: 'yes', q: ['a', 'b'], state: 'living', sort: 'size' })
  expect(asked).toEqual(changed(NOTHING, { state: 'living' }))
})

test('only what narrows is a filter', () => {
  expect(isFiltered(NOTHING.filter)).toBe(false)
  expect(isFiltered({ ...NOTHING.filter, search: 'a' })).toBe(true)
  expect(isFiltered({ ...NOTHING.filter, kind: 'URL' })).toBe(true)
})
