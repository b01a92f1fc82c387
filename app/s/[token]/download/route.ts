import { openLink } from '@/lib/sharing/gate/open'
import { linkStep } from '../step'

export const POST = linkStep(async ({ token, visitor }) => {
  const { url } = await openLink(token, visitor, 'attachment')
  return { to: url }
})
