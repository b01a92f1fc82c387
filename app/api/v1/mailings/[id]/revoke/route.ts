import { toRevocation } from '@/lib/api/answers/revocation'
import { revokeMailing } from '@/lib/api/contracts/mail'
import { endpoint } from '@/lib/api/endpoint'
import { recipientsOf } from '@/lib/mailings/own'
import { revokeMail } from '@/lib/mailings/revoke'

export const POST = endpoint(revokeMailing, async ({ principal, params, input }) => {
  const ids = await recipientsOf(principal, params.id, input.recipientIds)
  return toRevocation(await revokeMail(principal, ids))
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
