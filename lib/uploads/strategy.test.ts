import { expect, test, vi } from 'vitest'
import { isComplete } from './arrival'
import { MAX_PARTS, partCount, partLength, partSizeFor } from './strategy'

const [MiB, GiB, TiB] = [1024 ** 2, 1024 ** 3, 1024 ** 4]
vi.setConfig({ testTimeout: 10_000 })

test.each([1, 5 * MiB, 64 * MiB + 1, 2 * GiB, 156 * GiB, 157 * GiB, TiB, 5 * TiB - 1, 5 * TiB])(
  '%i bytes fit the limits of S3',
  (size) => {
    const partSize = partSizeFor(size)
    const count = partCount(size, partSize)
    expect(partSize).toBeGreaterThanOrEqual(5 * MiB)
    expect(partSize).toBeLessThanOrEqual(5 * GiB)
    expect(partSize % MiB).toBe(0)
    expect(count).toBeLessThanOrEqual(MAX_PARTS)
    const last = partLength(size, partSize, count)
    expect(last).toBeGreaterThan(0)
    expect((count - 1) * partSize + last).toBe(size)
  },
)

test('5 TiB needs parts of 525 MiB', () => {
  expect(partSizeFor(5 * TiB) / MiB).toBe(525)
})

test('complete means every part, in order, each with exactly its length', () => {
  const upload = { declaredSize: 40n, partSize: 16 }
  const part = (number: number, size: number) => ({ number, size, etag: '' })
  expect(isComplete(upload, [part(1, 16), part(2, 16), part(3, 8)])).toBe(true)
  const wrong = [
    [],
    [part(1, 16), part(2, 16)],
    [part(1, 16), part(2, 15), part(3, 9)],
    [part(1, 16), part(3, 16), part(4, 8)],
    [part(1, 16), part(2, 16), part(3, 8), part(4, 0)],
  ]
  for (const parts of wrong) expect(isComplete(upload, parts)).toBe(false)
})
