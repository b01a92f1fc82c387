'use server'

import { adminAction } from '@/lib/action'
import { previewMailPolicy as preview, saveMailPolicy as save } from '@/lib/mailings/policy'
import { mailPolicyInput } from '@/lib/mailings/policy-schema'
import { renameOrganisation } from '@/lib/organisation/name'
import { organisationInput } from '@/lib/organisation/schema'

export const previewMailPolicy = adminAction(mailPolicyInput, (policy) => preview(policy))

export const saveMailPolicy = adminAction(mailPolicyInput, (policy, principal) => save(principal, policy))

export const saveOrganisation = adminAction(organisationInput, async (input, principal) => {
  await renameOrganisation(principal, input)
  return null
})
