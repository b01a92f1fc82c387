'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { previewFreeze, previewPolicy, savePolicy, setFrozen } from '@/lib/sharing/policy/policy'
import { policyInput } from '@/lib/sharing/policy/schema'

const freezing = z.object({ frozen: z.boolean() })

export const previewSharingPolicy = adminAction(policyInput, (policy) => previewPolicy(policy))

export const saveSharingPolicy = adminAction(policyInput, (policy, principal) => savePolicy(principal, policy))

export const previewSharingFreeze = adminAction(freezing, ({ frozen }) => previewFreeze(frozen))

export const setSharingFrozen = adminAction(freezing, ({ frozen }, principal) => setFrozen(principal, frozen))
