import 'server-only'
import { env } from '../env'
import type { UploadStrategy } from '../generated/prisma/enums'

const MiB = 1024 ** 2

/** What one form, or one PUT, takes (S3: “Object size for a single PUT”). */
export const MAX_SINGLE_BYTES = 5 * 1024 ** 3

/** What S3 allows of a multipart upload: 10,000 parts, of at least 5 MiB each but the last. */
export const MAX_PARTS = 10_000

/** Four of these in flight fill a gigabit line, and a broken one costs little. bench:upload measures it. */
const USUAL_PART = 16 * MiB

/** How a file of `size` bytes goes up; `inOne` wherever that can be, for who cannot have parts signed. */
export function strategyFor(size: number, inOne = false): UploadStrategy {
  const { UPLOAD_STRATEGY, MULTIPART_THRESHOLD } = env()
  if (UPLOAD_STRATEGY === 'post') return 'POST'
  if (size > (inOne ? MAX_SINGLE_BYTES : MULTIPART_THRESHOLD)) return 'MULTIPART'
  return UPLOAD_STRATEGY === 'put' ? 'PUT' : 'POST'
}

/** The largest file that is taken here. */
export function maxUploadBytes(): number {
  const { UPLOAD_STRATEGY, MAX_UPLOAD_BYTES } = env()
  return UPLOAD_STRATEGY === 'post' ? Math.min(MAX_UPLOAD_BYTES, MAX_SINGLE_BYTES) : MAX_UPLOAD_BYTES
}

/**
 * Bytes of every part but the last: 16 MiB up to 156 GiB (10,000 × 16 MiB), beyond that the smallest whole MiB with
 * which 10,000 parts are enough. 5 TiB: 5 × 1024² MiB / 10,000 = 524.3, so 525 MiB.
 */
export function partSizeFor(size: number): number {
  const least = Math.ceil(size / MAX_PARTS / MiB) * MiB
  return Math.max(USUAL_PART, least)
}

/** How many parts of `partSize` hold `size` bytes. */
export function partCount(size: number, partSize: number): number {
  return Math.max(1, Math.ceil(size / partSize))
}

/** Bytes of part `number` (from 1). */
export function partLength(size: number, partSize: number, number: number): number {
  return Math.min(partSize, size - (number - 1) * partSize)
}
