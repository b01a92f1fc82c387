import { expect, test } from 'vitest'
import { assertNoForeignOrigin } from './caller'

const OURS = 'https://share.example.org'
const ask = (origin?: string) => () => assertNoForeignOrigin(new Headers(origin === undefined ? {} : { origin }), OURS)

test('programs, which state no origin, and our own pages may ask', () => {
  expect(ask()).not.toThrow()
  expect(ask(OURS)).not.toThrow()
})

// The last: a name of an attacker that was rebound to our address.
test.each([
  'https://evil.example',
  'null',
  'http://share.example.org',
  `${OURS}:8443`,
  '',
  'https://share.example.org.evil.example',
])('a page of %j may not', (origin) => expect(ask(origin)).toThrow(expect.objectContaining({ code: 'WRONG_ORIGIN' })))
