'use server'

import { publicAction } from '@/lib/action'
import { askForReset as ask } from '@/lib/members/forgotten'
import { forgottenInput } from '@/lib/members/forgotten-schema'

/** Answers alike for every address, at once: who it belongs to is looked up by a job. */
export const askForReset = publicAction(forgottenInput, async ({ email }, client) => {
  await ask(email, client)
  return null
})
