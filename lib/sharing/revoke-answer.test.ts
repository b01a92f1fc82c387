import { expect, test } from 'vitest'
import { NOTHING_REVOKED, revokedSentence } from './revoke-answer'

test.each([
  [{ links: 3, urlsKilled: 2, seconds: 0.44 }, '3 links revoked, 2 issued URLs killed in 0.4 s'],
  [{ grants: 1, seconds: 0.01 }, '1 grant revoked, 0 issued URLs killed in 0.0 s'],
  [
    { grants: 2, links: 1200, urlsKilled: 1, urlsPending: 1, seconds: 2 },
    '2 grants and 1,200 links revoked, 1 issued URL killed in 2.0 s, 1 more is being killed',
  ],
  [{ tokens: 1, urlsKilled: 2, seconds: 0.4 }, '1 agent token revoked, 2 issued URLs killed in 0.4 s'],
  [
    { grants: 1, links: 2, tokens: 2, urlsKilled: 3, seconds: 1 },
    '1 grant, 2 links and 2 agent tokens revoked, 3 issued URLs killed in 1.0 s',
  ],
  [{ urls: 1, urlsKilled: 1, seconds: 0.1 }, '1 URL revoked, 1 issued URL killed in 0.1 s'],
  [{ links: 1, urlsEnding: 2 }, '1 link revoked, 2 issued URLs end within 60 s'],
  [
    { links: 1, urlsKilled: 1, urlsEnding: 1, seconds: 0.2 },
    '1 link revoked, 1 issued URL killed in 0.2 s, 1 issued URL ends within 60 s',
  ],
  [{}, 'Nothing was left to revoke, 0 issued URLs killed in 0.0 s'],
])('%o reads “%s”', (answer, sentence) => {
  expect(revokedSentence({ ...NOTHING_REVOKED, ...answer })).toBe(sentence)
})
