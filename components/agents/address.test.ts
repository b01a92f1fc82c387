import { expect, test } from 'vitest'
import { toAddress } from './address'

const ID = '0123456789abcdefghijkl'

test.each([
  ['', 'living', '/settings/agents'],
  ['', 'all', '/settings/agents?show=all'],
  [' nightly import ', 'living', '/settings/agents?q=nightly+import'],
  [`cs_agent_${ID}`, 'living', `/settings/agents?q=cs_agent_${ID}`],
] as const)('a search for %j among %s is %s', (search, show, address) =>
  expect(toAddress({ show, search })).toBe(address),
)

test('a token that is looked for leaves its secret out of the address', () => {
  for (const secret of ['0'.repeat(49), 'cut', ''])
    expect(toAddress({ show: 'living', search: `cs_agent_${ID}_${secret}` })).toBe(`/settings/agents?q=cs_agent_${ID}`)
})
