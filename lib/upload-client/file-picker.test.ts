import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { handleOf } from './file-origin'

beforeEach(() => void vi.resetModules())
afterEach(() => void vi.unstubAllGlobals())

const file = new File(['abc'], 'a.txt')
const handle = { kind: 'file', name: 'a.txt', getFile: async () => file }

/** Its memory of a refusal is the module's. */
const picker = () => import('./file-picker')

test('a browser without a picker has none', async () => {
  const { canPick, pickFiles } = await picker()
  expect(canPick()).toBe(false)
  expect(await pickFiles({ multiple: true })).toEqual([])
})

test('files come with their handles', async () => {
  const showOpenFilePicker = vi.fn(async () => [handle])
  vi.stubGlobal('showOpenFilePicker', showOpenFilePicker)
  const { canPick, pickFiles } = await picker()
  expect(canPick()).toBe(true)
  const [picked] = await pickFiles({ multiple: false })
  expect(picked).toBe(file)
  expect(handleOf(file)).toBe(handle)
  expect(showOpenFilePicker).toHaveBeenCalledWith({ multiple: false })
})

test('nothing chosen is nothing, and asked again the next time', async () => {
  vi.stubGlobal('showOpenFilePicker', () => Promise.reject(new DOMException('no', 'AbortError')))
  const { canPick, pickFiles } = await picker()
  expect(await pickFiles({ multiple: true })).toEqual([])
  expect(canPick()).toBe(true)
})

test('a picker that a policy forbids is not offered again', async () => {
  vi.stubGlobal('showOpenFilePicker', () => Promise.reject(new DOMException('no', 'SecurityError')))
  const { canPick, pickFiles } = await picker()
  expect(await pickFiles({ multiple: true })).toEqual([])
  expect(canPick()).toBe(false)
})
