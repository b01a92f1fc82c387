import { expect, test } from 'vitest'
import { admit } from './admit'

test('a file over the limit is refused with a sentence, the others go', () => {
  const files = [
    { name: 'a', size: 5_000_000 },
    { name: 'b', size: 5_000_001 },
    { name: 'c', size: 0 },
  ]
  const { admitted, refused } = admit(files, 5_000_000)
  expect(admitted.map(({ name }) => name)).toEqual(['a', 'c'])
  expect(refused).toEqual([
    { key: 'refused-0', name: 'b', size: 5_000_001, message: 'Larger than 5 MB, the most that is accepted here.' },
  ])
})
