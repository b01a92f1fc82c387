import type { UploadPlan } from '../uploads/schema'

/** The slowest upload that a policy lives for (the server signs for size / 256 kB/s + 15 min). */
const SLOWEST_BYTES_PER_MS = 256
/** Of the server's 15 minutes 10 may pass in the queue; 5 stay for a retry or two and for a clock that is off. */
const MARGIN_MS = 5 * 60_000

/** Whether the plan outlives the upload of `size` bytes that begins `now`: some stores check it only after the last byte. */
export function outlives(plan: UploadPlan, size: number, now: number): boolean {
  // Nothing is signed in a plan of parts.
  if (plan.strategy === 'multipart') return true
  return Date.parse(plan.expiresAt) - now >= size / SLOWEST_BYTES_PER_MS + MARGIN_MS
}
