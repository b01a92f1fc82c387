'use server'

import { adminAction } from '@/lib/action'
import { setLimits, setMemberLimit } from '@/lib/quotas/limits'
import { memberLimit, storageLimits } from '@/lib/quotas/schema'

export const setStorageLimits = adminAction(storageLimits, async (limits, principal) => {
  await setLimits(principal, limits)
  return null
})

export const setStorageLimitOf = adminAction(memberLimit, async (limit, principal) => {
  await setMemberLimit(principal, limit)
  return null
})
