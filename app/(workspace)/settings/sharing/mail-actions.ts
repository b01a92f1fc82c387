'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/action'
import { previewMailPolicy as preview, saveMailPolicy as save } from '@/lib/mailings/policy'
import { mailPolicyInput } from '@/lib/mailings/policy-schema'
import { changeLogo, removeLogo as takeLogo } from '@/lib/organisation/logo'
import { renameOrganisation } from '@/lib/organisation/name'
import { logoInput, organisationInput } from '@/lib/organisation/schema'

export const previewMailPolicy = adminAction(mailPolicyInput, (policy) => preview(policy))

export const saveMailPolicy = adminAction(mailPolicyInput, (policy, principal) => save(principal, policy))

export const saveOrganisation = adminAction(organisationInput, async (input, principal) => {
  await renameOrganisation(principal, input)
  return null
})

export const saveLogo = adminAction(logoInput, async (input, principal) => {
  await changeLogo(principal, input)
  return null
})

export const removeLogo = adminAction(z.object({}), async (_, principal) => {
  await takeLogo(principal)
  return null
})
