import { askedCookie } from '@/lib/auth/link-session'
import { askForCode } from '@/lib/sharing/gate/code'
import { linkStep, pageOf } from '../step'

export const POST = linkStep(async ({ token, visitor, field }) => {
  const asked = await askForCode(token, visitor, field('email'))
  return { to: pageOf(token), cookies: [askedCookie(asked)] }
})
