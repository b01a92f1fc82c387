import { toMailing } from '@/lib/api/answers/mailing'
import { listMailings, sendMailing } from '@/lib/api/contracts/mail'
import { created } from '@/lib/api/created'
import { endpoint } from '@/lib/api/endpoint'
import { sendByMail } from '@/lib/mailings/send'
import { listSent, readSent } from '@/lib/mailings/sent'

export const GET = endpoint(listMailings, async ({ principal, query }) => {
  const { rows, nextCursor } = await listSent(principal, query.cursor, query.limit)
  return { mailings: rows.map(toMailing), nextCursor }
})

export const POST = endpoint(sendMailing, async ({ principal, input }) => {
  const { mailingId } = await sendByMail(principal, input)
  return created(`/mailings/${mailingId}`, toMailing(await readSent(principal, mailingId)))
})

export { options as OPTIONS, wrongMethod as PUT, wrongMethod as PATCH, wrongMethod as DELETE } from '@/lib/api/methods'
