import type { UploadPlan } from '../uploads/schema'

export type PartPlan = Extract<UploadPlan, { strategy: 'multipart' }>

/** As many parts of one file are on their way at once. */
export const PARTS_AT_ONCE = 4

/** The bytes of part `number` (from 1), unread. */
export function partOf(file: Blob, partSize: number, number: number): Blob {
  const from = (number - 1) * partSize
  return file.slice(from, Math.min(file.size, from + partSize))
}

/** Numbers of the parts that the store does not have, in order. */
export function missingParts({ partCount, present }: Pick<PartPlan, 'partCount' | 'present'>): number[] {
  const there = new Set(present)
  return Array.from({ length: partCount }, (_, index) => index + 1).filter((number) => !there.has(number))
}
