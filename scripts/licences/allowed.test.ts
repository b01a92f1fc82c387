import { expect, test } from 'vitest'
import { isAllowed } from './allowed.ts'

const pkg = (licence: string | null, name = 'some-package', version = '1.0.0') => ({ name, version, licence })

test.each(['MIT', 'Apache-2.0', 'OFL-1.1', '(MIT OR AGPL-3.0-only)', 'MIT and ISC', '(MIT AND (GPL-3.0-only OR ISC))'])(
  '%s may be used',
  (licence) => {
    expect(isAllowed(pkg(licence))).toBe(true)
  },
)

test.each([
  'AGPL-3.0-only',
  'AGPL-3.0-or-later',
  'GPL-3.0-only',
  'SSPL-1.0',
  'BUSL-1.1',
  'MIT AND AGPL-3.0-only',
  '(MIT OR ISC) AND GPL-2.0-only',
  'SEE LICENSE IN LICENSE.md',
  'UNLICENSED',
  'yes please',
  '',
  null,
])('%j may not', (licence) => {
  expect(isAllowed(pkg(licence))).toBe(false)
})

test('weak copyleft is allowed by name only', () => {
  expect(isAllowed(pkg('MPL-2.0', 'lightningcss-linux-x64-gnu'))).toBe(true)
  expect(isAllowed(pkg('Apache-2.0 AND LGPL-3.0-or-later AND MIT', '@img/sharp-wasm32'))).toBe(true)
  expect(isAllowed(pkg('MPL-2.0'))).toBe(false)
  expect(isAllowed(pkg('LGPL-3.0-or-later', 'lightningcss'))).toBe(false)
})

test('a licence that a package does not state is known for the version that was read', () => {
  expect(isAllowed(pkg(null, 'seq-queue', '0.0.5'))).toBe(true)
  expect(isAllowed(pkg(null, 'seq-queue', '0.0.6'))).toBe(false)
})
