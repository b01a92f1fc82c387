import 'server-only'
import { db } from '../db'
import type { Use } from './use'

export type MemberUse = Use & { userId: string; name: string; email: string; own: boolean }

/** More rows than that nobody reads; an office has hundreds of members. */
const MOST = 1000

/** The members who use most. `own`: the limit is theirs, not that of all. For administrators; the page has asked. */
export async function listUse(): Promise<MemberUse[]> {
  const { memberQuotaBytes } = await db().organisation.findUniqueOrThrow({
    where: { id: 1 },
    select: { memberQuotaBytes: true },
  })
  const rows = await db().storageUse.findMany({
    orderBy: [{ usedBytes: 'desc' }, { userId: 'asc' }],
    take: MOST,
    select: { usedBytes: true, quotaBytes: true, user: { select: { id: true, name: true, email: true } } },
  })
  return rows.map(({ usedBytes, quotaBytes, user }) => {
    const quota = quotaBytes ?? memberQuotaBytes
    return {
      userId: user.id,
      name: user.name,
      email: user.email,
      usedBytes: Number(usedBytes),
      quotaBytes: quota === null ? null : Number(quota),
      own: quotaBytes !== null,
    }
  })
}
