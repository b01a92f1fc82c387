import { proofCookie } from '@/lib/auth/link-session'
import { provePassword } from '@/lib/sharing/gate/password'
import { linkStep, pageOf } from '../step'

export const POST = linkStep(async ({ token, visitor, field }) => {
  const proof = await provePassword(token, visitor, field('password'))
  return { to: pageOf(token), cookies: [proofCookie(visitor, proof)] }
})
