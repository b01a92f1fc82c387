import 'server-only'
import { z } from 'zod'
import { db } from '../../db'
import type { Queue } from '../../jobs/boss'
import { log } from '../../log'
import { workOff } from './run'

const DAY_SECONDS = 24 * 3600

/** Not tried again by the queue: what a killed process left behind, the recurring job below finds within seconds. */
export const REVOKE_MANY: Queue = { name: 'revoke-many', options: { retryLimit: 0, expireInSeconds: DAY_SECONDS - 1 } }

const jobSchema = z.object({ revocationId: z.uuid() })

/** The queue's work: one revocation that was just started. */
export async function revokeMany(data: unknown): Promise<void> {
  await workOff(jobSchema.parse(data).revocationId)
}

/** The recurring job's: whatever was started and nobody is working on. */
export async function resumeRevocations(): Promise<void> {
  await dropStale()
  for (const { id } of await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM "Revocation" WHERE "startedAt" < clock_timestamp() - interval '5 seconds' AND "finishedAt" IS NULL
      AND ("leaseUntil" IS NULL OR "leaseUntil" < clock_timestamp()) ORDER BY "startedAt"`) {
    // One that cannot go on does not hold up those behind it.
    await workOff(id).catch((error: unknown) =>
      log().warn({ err: error, revocationId: id }, 'a revocation could not go on yet'),
    )
  }
}

/** What was looked at and never started, and what was done long ago: the audit has it. */
async function dropStale(): Promise<void> {
  await db().$executeRaw`
    DELETE FROM "Revocation" WHERE ("startedAt" IS NULL AND "createdAt" < clock_timestamp() - interval '1 hour')
      OR "finishedAt" < clock_timestamp() - interval '30 days'`
}
