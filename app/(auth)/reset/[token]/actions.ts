'use server'

import { z } from 'zod'
import { publicAction } from '@/lib/action'
import * as passwords from '@/lib/agents/passwords'
import { newPassword } from '@/lib/auth/password-policy'

const input = z.object({ token: z.string().max(200), password: newPassword })

export const redeemPasswordLink = publicAction(input, ({ token, password }, client) =>
  passwords.redeemPasswordLink(token, password, client),
)
