import { afterEach, describe, expect, test, vi } from 'vitest'
import { differenceFrom, fingerprintOf } from './fingerprint'

afterEach(() => void vi.unstubAllGlobals())

const KiB = 1024
const at = Date.parse('2026-11-24T12:00:00Z')
const file = (bytes: Uint8Array<ArrayBuffer>, name = 'a.bin', lastModified = at) =>
  new File([bytes], name, { lastModified })
const large = (change?: number) => {
  const bytes = new Uint8Array(1000 * KiB)
  if (change !== undefined) bytes[change] = 1
  return bytes
}

describe('the same file', () => {
  test.each([0, 1, 100 * KiB, 1000 * KiB])('is known again with %i bytes', async (size) => {
    const known = await fingerprintOf(file(new Uint8Array(size)))
    expect(known).toMatchObject({ name: 'a.bin', size, lastModified: at })
    expect(known.sample).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(await differenceFrom(known, file(new Uint8Array(size)))).toBeNull()
  })

  test('is known again where nothing can be hashed', async () => {
    const known = await fingerprintOf(file(large()))
    vi.stubGlobal('crypto', {})
    expect((await fingerprintOf(file(large()))).sample).toBeNull()
    expect(await differenceFrom(known, file(large()))).toBeNull()
  })
})

describe('another file', () => {
  test('is refused with what differs', async () => {
    const known = await fingerprintOf(file(large()))
    expect(await differenceFrom(known, file(large(), 'b.bin'))).toBe(
      'This is not the file that was being uploaded: its name is “b.bin”, not “a.bin”.',
    )
    expect(await differenceFrom(known, file(new Uint8Array(1)))).toBe(
      'This is not the file that was being uploaded: it has 1 byte, not 1,024,000 bytes.',
    )
    expect(await differenceFrom(known, file(large(), 'a.bin', at + 1000))).toContain(
      'it was last changed on 24 Nov 2026',
    )
    expect(await differenceFrom(known, file(large(), 'c.bin', 0))).toMatch(/its name is .*; it was last changed/)
  })

  test.each([0, 64 * KiB - 1, 500 * KiB, 1000 * KiB - 1])('is refused when its byte %i differs', async (change) => {
    const known = await fingerprintOf(file(large()))
    expect(await differenceFrom(known, file(large(change)))).toBe(
      'This is not the file that was being uploaded: its content differs.',
    )
  })
})
