import { resendMailing } from '@/lib/api/contracts/mail'
import { endpoint } from '@/lib/api/endpoint'
import { recipientsOf } from '@/lib/mailings/own'
import { resendMail } from '@/lib/mailings/resend'

export const POST = endpoint(resendMailing, async ({ principal, params, input: { recipientIds, seconds } }) => {
  const ids = await recipientsOf(principal, params.id, recipientIds)
  const { resent } = await resendMail(principal, { recipientIds: ids, seconds })
  return { recipients: resent }
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
