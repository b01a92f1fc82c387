import { expect, test } from 'vitest'
import { longestSignature } from './longest-signature'

const now = Date.parse('2026-11-24T12:00:00Z')

test('lasting credentials sign for a week', () => expect(longestSignature({}, now)).toBe(604_800))

test('temporary ones sign until they end, and for nothing when nobody says when that is', () => {
  const token = { S3_SESSION_TOKEN: 'token' }
  expect(longestSignature({ ...token, S3_CREDENTIALS_END: '2026-11-24T13:00:00Z' }, now)).toBe(3600)
  expect(longestSignature({ ...token, S3_CREDENTIALS_END: '2027-11-24T13:00:00Z' }, now)).toBe(604_800)
  expect(longestSignature({ ...token, S3_CREDENTIALS_END: '2026-11-24T11:00:00Z' }, now)).toBe(0)
  expect(longestSignature(token, now)).toBe(0)
})
