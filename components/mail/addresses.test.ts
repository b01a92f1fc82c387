import { expect, test } from 'vitest'
import { addressesIn, badAddresses, isAddress, withAddresses } from './addresses'

test('a pasted list is taken apart at commas, semicolons, spaces and line breaks', () => {
  expect(
    addressesIn('a@example.org, b@example.org;c@example.org\nd@example.org\r\n\te@example.org f@example.org'),
  ).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@example.org`))
  expect(addressesIn(' ,;\n ')).toEqual([])
})

test('names around an address are left out, as mail programs copy them', () => {
  expect(addressesIn('Legal Team <Legal@example.org>; "Board, the" <board@example.org>')).toEqual([
    'legal@example.org',
    'board@example.org',
  ])
})

test('what is no address stays and is named', () => {
  expect(addressesIn('legal@example.org, nobody')).toEqual(['legal@example.org', 'nobody'])
  expect(badAddresses(['legal@example.org'])).toBeNull()
  expect(badAddresses(['nobody', 'legal@example.org'])).toBe('“nobody” is not an email address. Correct or remove it.')
  expect(badAddresses(['a', 'b', 'c', 'd', 'e'])).toBe(
    '“a”, “b”, “c” and 2 more are not email addresses. Correct or remove them.',
  )
})

test.each(['a@example.org', 'first.last+tag@sub.example.co', 'ü@example.org'])('%s is an address', (address) => {
  expect(isAddress(address)).toBe(true)
})

test.each([
  'a',
  'a@',
  '@example.org',
  'a@example',
  'a b@example.org',
  'a@b@example.org',
  `${'a'.repeat(250)}@example.org`,
])('%s is none', (address) => {
  expect(isAddress(address)).toBe(false)
})

test('an address that is there already is not added again', () => {
  expect(withAddresses(['a@example.org'], ['b@example.org', 'a@example.org', 'b@example.org'])).toEqual([
    'a@example.org',
    'b@example.org',
  ])
})
