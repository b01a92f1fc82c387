import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '../db'
import { AppError } from '../errors'

/**
 * Counts one try under a key and throws TOO_MANY when it is over the limit of the running window. One statement, so that
 * parallel tries on any number of instances are all counted.
 */
export async function take(key: string, limit: number, windowSeconds: number): Promise<void> {
  const { count, expiresAt } = await counted(key, windowSeconds)
  if (count <= limit) return
  const retryAfter = Math.max(1, Math.ceil((expiresAt.getTime() - Date.now()) / 1000))
  throw new AppError('TOO_MANY', undefined, { retryAfter })
}

/** As take(), for work that can wait: null, or when the window ends that is full. */
export async function takeOrWait(key: string, limit: number, windowSeconds: number): Promise<Date | null> {
  const { count, expiresAt } = await counted(key, windowSeconds)
  return count > limit ? expiresAt : null
}

async function counted(key: string, windowSeconds: number): Promise<{ count: number; expiresAt: Date }> {
  const [row] = await db().$queryRaw<{ count: number; expiresAt: Date }[]>`
    INSERT INTO "RateLimit" AS kept ("key", "count", "expiresAt")
    VALUES (${key}, 1, now() + make_interval(secs => ${windowSeconds}))
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN kept."expiresAt" <= now() THEN 1 ELSE kept."count" + 1 END,
      "expiresAt" = CASE WHEN kept."expiresAt" <= now() THEN excluded."expiresAt" ELSE kept."expiresAt" END
    RETURNING "count", "expiresAt"`
  return row!
}

/** Whether the limit of the running window is used up, without counting anything. */
export async function isUsedUp(key: string, limit: number): Promise<boolean> {
  const found = await db().rateLimit.findFirst({
    where: { key, expiresAt: { gt: new Date() }, count: { gte: limit } },
    select: { key: true },
  })
  return found !== null
}

/** Takes back one counted try that turned out right, so that limits count failures. */
export async function giveBack(keys: readonly string[]): Promise<void> {
  await db().$executeRaw`UPDATE "RateLimit" SET "count" = greatest("count" - 1, 0) WHERE "key" = ANY(${[...keys]})`
}

/** A key that names a person's address without storing it. */
export function hashedKey(prefix: string, value: string): string {
  return `${prefix}:${createHash('sha256').update(value).digest('base64url')}`
}

/** Removes counters whose window is over. */
export async function sweepRateLimits(): Promise<void> {
  await db().rateLimit.deleteMany({ where: { expiresAt: { lt: new Date() } } })
}
