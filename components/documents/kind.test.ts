import { expect, test } from 'vitest'
import { kindOf } from './kind'

test.each([
  ['Framework agreement 2026 — final.pdf', 'PDF'],
  ['Cash plan.xlsx', 'XLS'],
  ['photo.JPEG', 'JPG'],
  ['archive.tar.gz', 'GZ'],
  ['data.json', 'JSON'],
  ['Ünïcode "quote" ☃.pdf', 'PDF'],
  ['noextension', ''],
  ['.gitignore', ''],
  ['ends with a dot.', ''],
  ['Minutes v1.5 of the board', ''],
  ['movie.torrent', ''],
  ['', ''],
])('“%s” shows “%s”', (name, word) => expect(kindOf(name)).toBe(word))
