'use server'

import { z } from 'zod'
import { action } from '@/lib/action'
import * as passwords from '@/lib/agents/passwords'
import { MAX_PASSWORD, newPassword } from '@/lib/auth/password-policy'
import * as sessions from '@/lib/auth/sessions'

const currentPassword = z
  .string({ error: 'Type your current password.' })
  .min(1, 'Type your current password.')
  .max(MAX_PASSWORD * 4)
const sessionId = z.uuid({ error: 'That is not the id of a session.' })

export const changePassword = action(
  z.object({ current: currentPassword, next: newPassword, endTokens: z.boolean().default(false) }),
  (input, principal) => passwords.changePassword(principal, input),
)

export const endSession = action(z.object({ sessionId }), async (input, principal) => {
  await sessions.endSession(principal, input.sessionId)
  return null
})

export const endOtherSessions = action(z.object({}), async (_, principal) => {
  await sessions.endOtherSessions(principal)
  return null
})

export const signOutEverywhere = action(z.object({}), async (_, principal) => {
  await sessions.endAllSessions(principal)
  return null
})
