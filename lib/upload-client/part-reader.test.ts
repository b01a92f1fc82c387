import { expect, test, vi } from 'vitest'
import { PartReader } from './part-reader'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('reads parts of any size one after the other, the last one shorter', async () => {
  const reader = new PartReader()
  const first = await reader.read(new Blob(['a'.repeat(300_000)]))
  expect(text(first)).toBe('a'.repeat(300_000))
  const { buffer } = first
  const last = await reader.read(new Blob(['the last']))
  expect(text(last)).toBe('the last')
  // The first one's memory went into it.
  expect(buffer.detached).toBe(true)
  expect(last.buffer.byteLength).toBe(300_000)
  expect(await reader.read(new Blob([]))).toHaveLength(0)
})

test('reads also where the browser only gives whole buffers', async () => {
  const body = new Blob(['abc'])
  vi.spyOn(body, 'stream').mockReturnValue(new ReadableStream())
  expect(text(await new PartReader().read(body))).toBe('abc')
})

test('says that it cannot read, and reads the next one', async () => {
  const reader = new PartReader()
  const gone = new Blob(['abc'])
  const failing = new ReadableStream({ type: 'bytes', pull: () => Promise.reject(new Error('NotReadableError')) })
  vi.spyOn(gone, 'stream').mockReturnValue(failing)
  await expect(reader.read(gone)).rejects.toThrow('NotReadableError')
  expect(text(await reader.read(new Blob(['xyz'])))).toBe('xyz')
})
