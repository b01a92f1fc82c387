import { expect, test } from 'vitest'
import { fileToUpload } from './schema'

test('a type that a header could not carry becomes the neutral one', () => {
  for (const type of ['', 'text', 'text/html; charset=x', 'a/b\r\nx: y', 'äh/ü']) {
    expect(fileToUpload.parse({ name: 'a', size: 1, type }).type).toBe('application/octet-stream')
  }
  expect(fileToUpload.parse({ name: 'a', size: 1, type: 'Application/PDF' }).type).toBe('application/pdf')
})

test('a dropped name that is too long is cut and keeps its ending', () => {
  const { name } = fileToUpload.parse({ name: `${'x'.repeat(300)}.pdf`, size: 1, type: '' })
  expect(name).toHaveLength(255)
  expect(name.endsWith('x.pdf')).toBe(true)
})

test('sizes are whole and not negative', () => {
  for (const size of [-1, 0.5, Number.NaN, Infinity])
    expect(fileToUpload.safeParse({ name: 'a', size, type: '' }).success).toBe(false)
})
