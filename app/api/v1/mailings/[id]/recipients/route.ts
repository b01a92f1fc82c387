import { toMailingRecipient } from '@/lib/api/answers/mailing'
import { listMailingRecipients } from '@/lib/api/contracts/mail'
import { endpoint } from '@/lib/api/endpoint'
import { listSentRecipients } from '@/lib/mailings/recipients'

export const GET = endpoint(listMailingRecipients, async ({ principal, params, query }) => {
  const { rows, nextCursor } = await listSentRecipients(principal, params.id, query.cursor, query.limit)
  return { recipients: rows.map(toMailingRecipient), nextCursor }
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
