import { expect, test } from 'vitest'
import { SCOPES } from '@/lib/auth/scopes'
import { isRevocable, lifeChoices, reachWords, SCOPE_WORDS } from './token-words'

test.each(SCOPES)('%s is said in words', (scope) => {
  expect(SCOPE_WORDS[scope].name).toMatch(/^[A-Z][a-z ]+$/)
  expect(SCOPE_WORDS[scope].means).toMatch(/^[a-z].*[a-z]$/)
})

test.each([
  [null, 'All'],
  [0, 'None left'],
  [1, '1 document'],
  [12, '12 documents'],
])('a token for %j reaches “%s”', (documents, words) => expect(reachWords(documents)).toBe(words))

test('no choice of a life is longer than the organisation allows, and there always is one', () => {
  expect(lifeChoices(3650).map(({ days }) => days)).toEqual([7, 30, 90, 365])
  expect(lifeChoices(30).map(({ word }) => word)).toEqual(['In 7 days', 'In 30 days'])
  expect(lifeChoices(1)).toEqual([{ days: 1, word: 'In one day' }])
})

test('what has ended cannot be revoked any more', () => {
  expect((['living', 'disabled', 'ended', 'revoked'] as const).filter((state) => isRevocable({ state }))).toEqual([
    'living',
    'disabled',
  ])
})
