import 'server-only'
import { toMailing } from '../../api/answers/mailing'
import { sendMailing } from '../../api/contracts/mail'
import { sendByMail as send } from '../../mailings/send'
import { readSent } from '../../mailings/sent'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

export const sendByMail = tool({
  name: 'send_by_mail',
  title: 'Send documents by mail',
  description:
    'Mails each recipient a message of their own with a private link to each document. It cannot be unsent, though what it opens can be revoked. Needs the organisation’s leave for agents to share outside.',
  scope: 'shares:write',
  input: sendMailing.body!,
  output: answerOf(sendMailing, 201),
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  run: async (principal, input) => {
    const { mailingId } = await send(principal, input)
    return toMailing(await readSent(principal, mailingId))
  },
})
