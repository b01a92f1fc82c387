import { expect, test } from 'vitest'
import { NOTHING_REVOKED, revokedSentence } from './revoke-answer'

test.each([
  [{ links: 3, urlsKilled: 2, seconds: 0.44 }, '3 links revoked, 2 issued URLs killed in 0.4 s'],
  [{ grants: 1, seconds: 0.01 }, '1 grant revoked, 0 issued URLs killed in 0.0 s'],
  [
    { grants: 2, links: 1200, urlsKilled: 1, urlsPending: 1, seconds: 2 },
    '2 grants and 1,200 links revoked, 1 issued URL killed in 2.0 s, 1 more is being killed',
  ],
  [{ urls: 1, urlsKilled: 1, seconds: 0.1 }, '1 URL revoked, 1 issued URL killed in 0.1 s'],
  [{}, 'Nothing was left to revoke, 0 issued URLs killed in 0.0 s'],
])('%o reads “%s”', (answer, sentence) => {
  expect(revokedSentence({ ...NOTHING_REVOKED, ...answer })).toBe(sentence)
})
