import { askedCookie, proofCookie } from '@/lib/auth/link-session'
import { proveAddress } from '@/lib/sharing/gate/code'
import { linkStep, pageOf } from '../step'

export const POST = linkStep(async ({ token, visitor, field }) => {
  const proof = await proveAddress(token, visitor, field('code'))
  return { to: pageOf(token), cookies: [proofCookie(visitor, proof), askedCookie(null)] }
})
