import { expect, test } from 'vitest'
import { isReadable } from './readable'

test('a file that can be read is readable, an empty one too', async () => {
  expect(await isReadable(new File(['abc'], 'a.txt'))).toBe(true)
  expect(await isReadable(new File([], 'empty.txt'))).toBe(true)
})
