import { randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { agentTokenId, agentTokenIdIn, isAgentToken, newAgentToken } from './agent-token'

test('a token names its row, is known by its hash, and carries a checksum for secret scanners', () => {
  for (const id of [randomUUID(), '00000000-0000-0000-0000-000000000001', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
    const { token, secretHash } = newAgentToken(id)
    expect(token).toMatch(/^cs_agent_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}$/)
    expect(agentTokenId(token)).toBe(id)
    expect(isAgentToken(token, secretHash)).toBe(true)
    expect(isAgentToken(`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`, secretHash)).toBe(false)
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    const checksum = Array.from(token.slice(-6)).reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0)
    expect(checksum).toBe(crc32(token.slice(0, -6)))
  }
})

test('no two tokens are alike, not even of one id', () => {
  const id = randomUUID()
  expect(newAgentToken(id).token).not.toBe(newAgentToken(id).token)
})

test.each([
  '',
  'cs_agent_',
  'ghp_0123456789',
  `cs_agent_${'z'.repeat(22)}_${'0'.repeat(49)}`,
  `cs_agent_${'0'.repeat(22)}_${'0'.repeat(48)}`,
  `cs_agent_${'0'.repeat(22)}_${'0'.repeat(49)}\n`,
  `cs_agent_${'0'.repeat(21)}-_${'0'.repeat(49)}`,
])('%j is no token', (text) => {
  expect(agentTokenId(text)).toBeNull()
})

test('whose a token is that was found somewhere shows in its beginning too', () => {
  const id = randomUUID()
  const { token } = newAgentToken(id)
  const head = token.slice(0, 'cs_agent_'.length + 22)
  for (const found of [token, head, `${head}_`, `${head}_cut`]) expect(agentTokenIdIn(found)).toBe(id)
  for (const other of ['', 'cs_agent_', head.slice(0, -1), `${head}x`, `see ${head}`])
    expect(agentTokenIdIn(other)).toBeNull()
})
