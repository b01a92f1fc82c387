import { expect, test } from 'vitest'
import { png, PICTURES } from '../testing/pictures'
import { imageSize } from './image-size'
import type { LogoType } from './logo-limits'

const SAMPLES: [type: LogoType, bytes: Buffer][] = [
  ['image/png', png(7, 5)],
  ['image/png', png(7, 5, 100)],
  ...PICTURES['image/jpeg'].map((text): [LogoType, Buffer] => ['image/jpeg', Buffer.from(text, 'base64')]),
  ...PICTURES['image/webp'].map((text): [LogoType, Buffer] => ['image/webp', Buffer.from(text, 'base64')]),
]

test.each(SAMPLES)('%s says its size', (type, bytes) => {
  expect(imageSize(bytes, type)).toEqual({ width: 7, height: 5 })
  // Where a view does not begin where its memory does.
  const moved = new Uint8Array([0, 0, 0, ...bytes]).subarray(3)
  expect(imageSize(moved, type)).toEqual({ width: 7, height: 5 })
})

test.each(SAMPLES)('%s that was cut short anywhere, or goes on, has none', (type, bytes) => {
  for (let length = 0; length < bytes.length; length += 1)
    expect(imageSize(bytes.subarray(0, length), type), `${length} bytes`).toBeNull()
  expect(imageSize(Buffer.concat([bytes, Buffer.from('<script>')]), type)).toBeNull()
})

test.each(SAMPLES)('%s with any byte changed is read or refused, and never fails', (type, bytes) => {
  for (let at = 0; at < bytes.length; at += 1)
    for (const value of [0, 0x7f, 0xff]) {
      const changed = Buffer.from(bytes)
      changed[at] = value
      const size = imageSize(changed, type)
      expect(size === null || (size.width > 0 && size.height > 0)).toBe(true)
    }
})
