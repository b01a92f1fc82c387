import { z } from 'zod'
import { mailSeconds } from './schema'

export const mailPolicyInput = z.object({ directAllowed: z.boolean(), longestMailSeconds: mailSeconds })
export type MailPolicyInput = z.output<typeof mailPolicyInput>

export type MailPolicy = MailPolicyInput & {
  /** Why signed URLs could not be sent even if they were allowed; null: they could. */
  directRefused: string | null
}
