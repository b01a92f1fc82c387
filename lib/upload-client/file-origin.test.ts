import { describe, expect, test } from 'vitest'
import { handleOf, pathOf, withHandle } from './file-origin'

const file = (traced: object = {}) => Object.assign(new File([''], 'a.jpg'), traced)

describe('path', () => {
  test.each([
    [{ path: '/trip/day 1/a.jpg' }, 'trip/day 1/a.jpg'],
    [{ path: './trip/a.jpg' }, 'trip/a.jpg'],
    [{ webkitRelativePath: 'trip/a.jpg' }, 'trip/a.jpg'],
    [{ path: './a.jpg' }, null],
    [{ path: 'a.jpg' }, null],
    [{ path: 7 }, null],
    [{}, null],
  ])('of %o is %s', (traced, path) => expect(pathOf(file(traced))).toBe(path))
})

test('a handle stays with its file', () => {
  const handle = { kind: 'file' as const, name: 'a.jpg', getFile: async () => file() }
  expect(handleOf(file())).toBeNull()
  expect(handleOf(withHandle(file(), handle))).toBe(handle)
  const dropped = withHandle(file(), handle)
  expect(handleOf(withHandle(dropped, { ...handle, name: 'b' }))?.name).toBe('b')
})
