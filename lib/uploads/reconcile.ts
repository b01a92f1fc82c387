import 'server-only'
import { db } from '../db'
import { log } from '../log'
import { rejectLate, settle } from './settle'

const BATCH = 200
const AT_ONCE = 8

/** A form may be opened in its last second and take a while to arrive. */
const GRACE_MS = 2 * 60_000

/** What arrived and cannot be settled for this long beyond its time never will be, whatever is wrong with it. */
const GIVE_UP_MS = 7 * 24 * 60 * 60_000

/** A sick upload is left alone for a quarter of the time it has been sick, and at most this long. */
const LONGEST_REST_SECONDS = 15 * 60

/**
 * Settles what no notification announced and ends what never came. Looks at the longest unlooked-at uploads first, so
 * a large number of waiting ones cannot starve the others. Safe on several instances: settle() claims each.
 * @returns how many uploads moved on
 */
export async function reconcile(): Promise<number> {
  const active = await db().upload.findMany({
    where: {
      state: 'ACTIVE',
      AND: [
        { OR: [{ leaseUntil: null }, { leaseUntil: { lt: new Date() } }] },
        { OR: [{ signedAt: { not: null } }, { expiresAt: { lt: new Date() } }] },
      ],
    },
    orderBy: { checkedAt: { sort: 'asc', nulls: 'first' } },
    take: BATCH,
    select: { id: true, expiresAt: true },
  })
  let moved = 0
  const queue = active.values()
  const worker = async () => {
    for (const upload of queue) if (await moveOn(upload)) moved += 1
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return moved
}

async function moveOn(upload: { id: string; expiresAt: Date }): Promise<boolean> {
  try {
    await db().upload.updateMany({ where: { id: upload.id }, data: { checkedAt: new Date() } })
    const settled = await settle(upload.id)
    const late = upload.expiresAt.getTime() + GRACE_MS < Date.now()
    if ((settled === 'not-arrived' || settled === 'again') && late) return (await rejectLate(upload.id)) === 'rejected'
    return settled === 'ready' || settled === 'rejected'
  } catch (error) {
    // One sick upload must not keep the others waiting.
    log().warn({ err: error, uploadId: upload.id }, 'an upload could not be settled yet')
    if (upload.expiresAt.getTime() + GIVE_UP_MS < Date.now()) return (await rejectLate(upload.id)) === 'rejected'
    await rest(upload.id)
    return false
  }
}

async function rest(uploadId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "Upload" SET "leaseUntil" = now() + least((now() - "arrivedAt") / 4, make_interval(secs => ${LONGEST_REST_SECONDS}))
    WHERE id = ${uploadId}::uuid AND state = 'ACTIVE' AND "leaseToken" IS NULL AND "arrivedAt" IS NOT NULL`
}
