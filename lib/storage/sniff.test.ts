import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { mayOpenInline } from './served-as'
import { sniff } from './sniff'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

test.each([
  ['a PDF', bytes('%PDF-1.7\n'), 'application/pdf'],
  [
    'a PNG',
    bytes(
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d],
      'IHDR',
      Array.from({ length: 30 }, () => 0),
    ),
    'image/png',
  ],
  ['text', bytes('Grüße, 世界\n'), 'text/plain'],
  ['text cut inside a character', bytes('Grüße').subarray(0, 4), 'text/plain'],
  ['HTML', bytes('<!doctype html><script>alert(1)</script>'), 'text/plain'],
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'text/plain'],
  ['SVG with a declaration', bytes('<?xml version="1.0"?><svg/>'), 'text/plain'],
  ['binary', bytes([1, 2, 3, 4, 0xff, 0xfe, 0]), 'application/octet-stream'],
  ['XHTML', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'), 'text/plain'],
  ['nothing', bytes(), 'application/octet-stream'],
])('%s', async (_, start, type) => {
  expect(await sniff(start)).toBe(type)
})

test.each([
  'text/html',
  'image/svg+xml',
  'application/xml',
  'application/xhtml+xml',
  'text/javascript',
  'application/octet-stream',
])('%s never opens inline', (type) => expect(mayOpenInline(type)).toBe(false))
test.each(['application/pdf', 'image/png', 'video/mp4', 'audio/mpeg', 'text/plain'])('%s may open inline', (type) =>
  expect(mayOpenInline(type)).toBe(true),
)

test('an office file is what it is, although its type has “xml” in it', async () => {
  const name = '[Content_Types].xml'
  const part =
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
  expect(await sniff(zip([name, part], ['word/document.xml', '<w:document/>']))).toBe(
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  )
})

/** A ZIP of stored entries: local headers only, which is all that the start of a file shows. */
function zip(...entries: [string, string][]): Buffer {
  return Buffer.concat(
    entries.map(([name, text]) => {
      const header = Buffer.alloc(30)
      header.writeUInt32LE(0x04034b50, 0)
      header.writeUInt16LE(20, 4)
      header.writeUInt32LE(crc32(text), 14)
      header.writeUInt32LE(text.length, 18)
      header.writeUInt32LE(text.length, 22)
      header.writeUInt16LE(name.length, 26)
      return Buffer.concat([header, Buffer.from(name + text)])
    }),
  )
}
