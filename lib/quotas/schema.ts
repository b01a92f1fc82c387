import { z } from 'zod'

// Client-safe: what the storage settings and the server say to each other.

/** Bytes, or null for no limit. Counters are 64 bit in the database; a page counts exactly up to 2^53, 9 PB. */
const limit = z
  .number()
  .int()
  .min(0, 'A limit is not negative.')
  .max(Number.MAX_SAFE_INTEGER, 'That is more than can be counted.')
  .nullable()

export const storageLimits = z.object({ quotaBytes: limit, memberQuotaBytes: limit })
export type StorageLimits = z.output<typeof storageLimits>

export const memberLimit = z.object({ userId: z.uuid(), quotaBytes: limit })
export type MemberLimit = z.output<typeof memberLimit>
