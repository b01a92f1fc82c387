import { expect, test } from 'vitest'
import { documentName } from './schema'

test.each([
  ['  contract.pdf ', 'contract.pdf'],
  ['a\r\nb\u0000c', 'abc'],
  ['Ünïcode "quote" ☃.pdf', 'Ünïcode "quote" ☃.pdf'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['lone \ud800', 'lone \ufffd'],
  ['شهادة.pdf', 'شهادة.pdf'],
])('%j is kept as %j', (given, kept) => {
  expect(documentName.parse(given)).toBe(kept)
})

test('an empty or endless name is refused', () => {
  for (const name of ['', '   ', '\u0000', 'x'.repeat(256)]) expect(documentName.safeParse(name).success).toBe(false)
})
