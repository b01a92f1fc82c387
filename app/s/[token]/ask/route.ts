import { askAgain } from '@/lib/mailings/ask-again'
import { linkStep, pageOf } from '../step'

export const POST = linkStep(async ({ token, visitor }) => {
  await askAgain(token, visitor)
  return { to: pageOf(token) }
})
