import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'

/** Bytes used and allowed (null: no limit). */
export type Use = { usedBytes: number; quotaBytes: number | null }

/** What the person's documents take, of what they may take. */
export async function useOf(principal: Principal): Promise<Use> {
  const [own, organisation] = await Promise.all([
    db().storageUse.findUnique({ where: { userId: principal.userId }, select: { usedBytes: true, quotaBytes: true } }),
    db().organisation.findUniqueOrThrow({ where: { id: 1 }, select: { memberQuotaBytes: true } }),
  ])
  return asUse(own?.usedBytes ?? 0n, own?.quotaBytes ?? organisation.memberQuotaBytes)
}

export type OrganisationUse = Use & { memberQuotaBytes: number | null }

/** What all documents take together. For administrators; the caller has asked. */
export async function organisationUse(): Promise<OrganisationUse> {
  const row = await db().organisation.findUniqueOrThrow({
    where: { id: 1 },
    select: { usedBytes: true, quotaBytes: true, memberQuotaBytes: true },
  })
  const { memberQuotaBytes } = row
  return {
    ...asUse(row.usedBytes, row.quotaBytes),
    memberQuotaBytes: memberQuotaBytes === null ? null : Number(memberQuotaBytes),
  }
}

function asUse(used: bigint, quota: bigint | null): Use {
  return { usedBytes: Number(used), quotaBytes: quota === null ? null : Number(quota) }
}
