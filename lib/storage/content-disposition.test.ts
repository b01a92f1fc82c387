import { parse } from 'content-disposition'
import { expect, test } from 'vitest'
import { contentDisposition } from './content-disposition'

const ATTACKS = [
  'plain.pdf',
  'Ünïcode "quote" ☃.pdf',
  'a\r\nSet-Cookie: session=stolen.pdf',
  'nul\u0000byte.pdf',
  'back\\slash"quote.pdf',
  '../../etc/passwd',
  'C:\\Windows\\system.ini',
  'شهادة.pdf',
  '👩‍👩‍👧‍👦.png',
  'lone \ud800 surrogate',
  'percent %0d%0a encoded',
  "semi;colon=1; filename*=UTF-8''evil.exe",
  'é'.repeat(400),
  '',
  '\u0001\u0002',
]

test.each(ATTACKS)('%j makes one well-formed header that says the name and nothing else', (name) => {
  const header = contentDisposition(name, 'attachment')
  // oxlint-disable-next-line no-control-regex -- what a header must not hold
  expect(header).toMatch(/^attachment; [\x20-\x7e\xa0-\xff]+$/)
  const { type, parameters } = parse(header)
  expect(type).toBe('attachment')
  expect(Object.keys(parameters)).toEqual(['filename'])
  expect(parameters.filename).not.toMatch(/[/\\\r\n\0]/)
})

test('what ASCII cannot say survives', () => {
  expect(parse(contentDisposition('Ünïcode ☃.pdf', 'attachment')).parameters.filename).toBe('Ünïcode ☃.pdf')
})
