'use server'

import { adminAction } from '@/lib/action'
import * as retention from '@/lib/audit/retention'
import { retentionInput } from '@/lib/audit/schema'

export const setRetention = adminAction(retentionInput, async (input, principal) => {
  await retention.setRetention(principal, input)
  return null
})
