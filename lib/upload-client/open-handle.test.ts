import { expect, test, vi } from 'vitest'
import type { FileHandle } from './file-origin'
import { openHandle } from './open-handle'

const file = new File(['abc'], 'a.txt')
const handle = (some: Partial<FileHandle>): FileHandle => ({
  kind: 'file',
  name: 'a.txt',
  getFile: async () => file,
  ...some,
})

test('gives the file where nobody has to be asked', async () => {
  expect(await openHandle(handle({}))).toEqual({ file })
  const requestPermission = vi.fn()
  expect(await openHandle(handle({ queryPermission: async () => 'granted', requestPermission }))).toEqual({ file })
  expect(requestPermission).not.toHaveBeenCalled()
})

test('asks the person where the browser wants it', async () => {
  const queryPermission = async () => 'prompt' as const
  expect(await openHandle(handle({ queryPermission, requestPermission: async () => 'granted' }))).toEqual({ file })
  expect(await openHandle(handle({ queryPermission, requestPermission: async () => 'denied' }))).toEqual({
    message: 'The browser was not allowed to read “a.txt”. Choose the file again.',
  })
})

test('says when the file is gone', async () => {
  const getFile = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
  expect(await openHandle(handle({ getFile }))).toEqual({
    message: '“a.txt” is no longer where it was. Choose the file again.',
  })
})
