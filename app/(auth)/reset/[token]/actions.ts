'use server'

import { z } from 'zod'
import { publicAction } from '@/lib/action'
import { redeem } from '@/lib/auth/one-time-links'
import { newPassword } from '@/lib/auth/password-policy'

const input = z.object({ token: z.string().max(200), password: newPassword })

export const redeemPasswordLink = publicAction(input, ({ token, password }, client) => redeem(token, password, client))
