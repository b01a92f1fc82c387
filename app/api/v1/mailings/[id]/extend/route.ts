import { extendMailing } from '@/lib/api/contracts/mail'
import { endpoint } from '@/lib/api/endpoint'
import { extendMail } from '@/lib/mailings/extend'
import { recipientsOf } from '@/lib/mailings/own'

export const POST = endpoint(extendMailing, async ({ principal, params, input: { recipientIds, seconds } }) => {
  const ids = await recipientsOf(principal, params.id, recipientIds)
  const { extended } = await extendMail(principal, { recipientIds: ids, seconds })
  return { recipients: extended }
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
