import { expect, test } from 'vitest'
import { encodeRejection, rejectionSentence, type Rejection } from './rejection'

test.each([
  [{ code: 'size', received: 10, declared: 6_800 }, 'The store received 10 B of 6.8 KB. Upload it again.'],
  [
    { code: 'size', received: 5_000_001, declared: 5_000_000 },
    'The store received 5,000,001 of 5,000,000 bytes. Upload it again.',
  ],
  [{ code: 'late' }, 'The upload was not finished in time. Upload it again.'],
  [
    { code: 'infected', signature: 'Eicar-Test: <b>' },
    'The malware scanner found Eicar-Test___b_ in this file. It was deleted.',
  ],
  [{ code: 'digest' }, 'The bytes that arrived have not the SHA-256 that was declared. Upload it again.'],
  [{ code: 'lost' }, 'The store lost this file when it was stopped uncleanly. Upload it again.'],
] satisfies [Rejection, string][])('%o reads as a sentence', (rejection, sentence) => {
  expect(rejectionSentence(encodeRejection(rejection))).toBe(sentence)
})

test('an unknown code still says what to do', () => {
  expect(rejectionSentence('from-a-later-version')).toBe('The file could not be taken in. Upload it again.')
})
