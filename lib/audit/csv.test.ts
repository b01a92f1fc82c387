import { expect, test } from 'vitest'
import { csvField } from './csv'

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '＝1+1',
  '=HYPERLINK("https://example.com")',
])('%j is no formula in a spreadsheet', (value) => {
  const field = csvField(value)
  const text = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
  expect(text).toBe(`'${value}`)
})

test.each([
  ['plan.pdf', 'plan.pdf'],
  ['a, b', '"a, b"'],
  ['say “hi” "now"', '"say “hi” ""now"""'],
  ['two\nlines', '"two\nlines"'],
  ['2026-11-24', '2026-11-24'],
  ['{"a":1}', '"{""a"":1}"'],
  ['', ''],
])('%j is written as %j', (value, field) => expect(csvField(value)).toBe(field))
