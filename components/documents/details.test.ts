import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { digestText, scanText } from './details'

const sum = createHash('sha256').update('the bytes').digest()

test('the digest of a whole is shown as sha256sum prints it', () => {
  expect(digestText(`sha256:${sum.toString('base64')}`)).toEqual({ value: sum.toString('hex'), note: null })
})

test('a composite says of what it is one', () => {
  const { value, note } = digestText(`sha256:${sum.toString('base64')}-5`)!
  expect(value).toBe(`${sum.toString('base64')}-5`)
  expect(note).toContain('5 parts')
})

test.each([null, '', 'md5:abc', 'sha256:'])('%j is no digest to show', (digest) => {
  expect(digestText(digest)).toBeNull()
})

test('a file that passed unscanned says so', () => {
  expect(scanText('too-large')).toContain('Not scanned')
  expect(scanText(null)).toBeNull()
})
