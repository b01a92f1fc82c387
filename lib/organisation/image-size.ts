import type { LogoType } from './logo-limits'

/** Pixels. */
export type ImageSize = { width: number; height: number }

/**
 * The size that the bytes of a picture say, without decoding it. Null where they are no whole picture of that type: cut
 * short, or followed by something else.
 */
export function imageSize(bytes: Uint8Array, type: LogoType): ImageSize | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const size = { 'image/png': pngSize, 'image/jpeg': jpegSize, 'image/webp': webpSize }[type](view)
    return size && size.width > 0 && size.height > 0 ? size : null
  } catch (error) {
    // Reading past the end.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** PNG, 5.3: chunks of length, name, data and checksum, from IHDR to IEND. */
function pngSize(bytes: Buffer): ImageSize | null {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  let at = 8
  let name = ''
  while (name !== 'IEND') {
    name = bytes.toString('latin1', at + 4, at + 8)
    at += 12 + bytes.readUInt32BE(at)
  }
  return at === bytes.length ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null
}

/** JPEG, B.1.1: the frame header is the segment C0 to CF that is none of C4, C8 and CC; EOI (D9) ends the file. */
function jpegSize(bytes: Buffer): ImageSize | null {
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xff_d9) return null
  let at = 2
  while (bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1)
    // Any number of FF may stand before a marker.
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

/** RFC 9649: RIFF with the length of what follows; then lossy (VP8 ), lossless (VP8L) or extended (VP8X). */
function webpSize(bytes: Buffer): ImageSize | null {
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return null
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3f_ff, height: bytes.readUInt16LE(28) & 0x3f_ff }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { width: (bits & 0x3f_ff) + 1, height: ((bits >>> 14) & 0x3f_ff) + 1 }
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
