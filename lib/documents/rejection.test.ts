import { expect, test } from 'vitest'
import { encodeRejection, rejectionSentence, type Rejection } from './rejection'

test.each([
  [
    { code: 'size', received: 6_100, declared: 6_800 },
    'The store received 6,100 bytes of 6,800 bytes. Upload it again.',
  ],
  [{ code: 'late' }, 'The upload was not finished in time. Upload it again.'],
  [{ code: 'lost' }, 'The store lost this file when it was stopped uncleanly. Upload it again.'],
] satisfies [Rejection, string][])('%o reads as a sentence', (rejection, sentence) => {
  expect(rejectionSentence(encodeRejection(rejection))).toBe(sentence)
})

test('an unknown code still says what to do', () => {
  expect(rejectionSentence('from-a-later-version')).toBe('The file could not be taken in. Upload it again.')
})
