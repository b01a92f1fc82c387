import { expect, test } from 'vitest'
import { isFinal, sentence } from './signer'

test('only an error that says so is final', () => {
  expect(isFinal(Object.assign(new Error('No.'), { retryable: false }))).toBe(true)
  expect(isFinal(Object.assign(new Error('No.'), { retryable: true }))).toBe(false)
  expect(isFinal(new Error('No.'))).toBe(false)
  expect(isFinal({ retryable: false })).toBe(false)
})

test('an error without a message gets a sentence', () => {
  expect(sentence(new Error('The database does not answer.'))).toBe('The database does not answer.')
  expect(sentence(new Error(''))).toBe('Countersign did not answer. Try again in a minute.')
  expect(sentence('oops')).toBe('Countersign did not answer. Try again in a minute.')
})
