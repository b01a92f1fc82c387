import { z } from 'zod'
import { USUAL_MAIL_SECONDS } from '../../mailings/limits'
import {
  extendInput,
  mailInput,
  NOTHING_BEFORE_DIRECT,
  nothingBeforeDirect,
  recipientsInput,
  resendInput,
  sentRecipientsQuery,
} from '../../mailings/schema'
import { mailing, mailingRecipient } from '../answers/mailing'
import { nextCursor } from '../answers/parts'
import { revocation } from '../answers/revocation'
import { nameOf, words } from '../answers/words'
import { contract, type Answer } from '../contract'
import { pageQuery } from '../document-schema'

const tag = 'Mail'
const ofMailing = z.object({ id: sentRecipientsQuery.shape.mailingId.meta({ description: 'The message.' }) })
const recipientIds = recipientsInput.shape.recipientIds
  .optional()
  .meta({ description: 'Which of its recipients; without it all.' })
const reached: Record<number, Answer> = {
  200: { description: 'How many it was done for.', body: z.object({ recipients: z.int() }) },
}

const DELIVERIES = mailInput.shape.delivery.options
const { documentIds, recipients, subject, message, seconds, asksCode, password, notifyOnOpen, timeZone } =
  mailInput.shape

export const sendMailing = contract({
  id: 'sendMailing',
  method: 'POST',
  path: '/mailings',
  scope: 'shares:write',
  tag,
  summary: 'Send documents by mail',
  description:
    'Each recipient gets a message and a private link of their own, and nobody sees who else got one. Only where the organisation lets agents share outside, and within its policy. The messages go out one by one: read what became of them.',
  body: z
    .object({
      documentIds: documentIds.meta({ description: 'All Ready, all yours to share.' }),
      recipients,
      subject: subject.default('').meta({ description: 'Empty: made of the documents’ names.' }),
      message: message.default(''),
      delivery: words(DELIVERIES)
        .default('app')
        .transform(nameOf(DELIVERIES))
        .meta({ description: '`app`: links to Countersign. `direct`: URLs of the store, where the policy allows it.' }),
      seconds: seconds.default(USUAL_MAIL_SECONDS).meta({ description: 'How long the links live.' }),
      asksCode: asksCode.default(false).meta({ description: 'Opening a link mails a one-time code to its recipient.' }),
      password: password.default(null),
      notifyOnOpen: notifyOnOpen.default(false),
      timeZone: timeZone
        .default('UTC')
        .meta({ description: 'In which the message names its end, as `Europe/Berlin`.' }),
    })
    .refine(nothingBeforeDirect, NOTHING_BEFORE_DIRECT),
  answers: { 201: { description: 'The message.', body: mailing, headers: { Location: 'The message.' } } },
  errors: ['NOT_FOUND', 'CONFLICT', 'OUTSIDE_OFF', 'MAIL_OFF'],
})

export const listMailings = contract({
  id: 'listMailings',
  method: 'GET',
  path: '/mailings',
  scope: 'shares:read',
  tag,
  summary: 'What you sent by mail',
  query: z.object(pageQuery),
  answers: {
    200: { description: 'A page of it, the latest first.', body: z.object({ mailings: z.array(mailing), nextCursor }) },
  },
})

export const getMailing = contract({
  id: 'getMailing',
  method: 'GET',
  path: '/mailings/{id}',
  scope: 'shares:read',
  tag,
  summary: 'A message that you sent',
  params: ofMailing,
  answers: { 200: { description: 'The message.', body: mailing } },
  errors: ['NOT_FOUND'],
})

export const listMailingRecipients = contract({
  id: 'listMailingRecipients',
  method: 'GET',
  path: '/mailings/{id}/recipients',
  scope: 'shares:read',
  tag,
  summary: 'The recipients of a message, and what became of it for each',
  params: ofMailing,
  query: z.object(pageQuery),
  answers: {
    200: {
      description: 'A page of them, by address.',
      body: z.object({ recipients: z.array(mailingRecipient), nextCursor }),
    },
  },
  errors: ['NOT_FOUND'],
})

export const resendMailing = contract({
  id: 'resendMailing',
  method: 'POST',
  path: '/mailings/{id}/resend',
  scope: 'shares:write',
  tag,
  summary: 'Send a message again',
  description: 'With new links: the earlier ones are dead when this answers. Also what failed or has ended.',
  params: ofMailing,
  body: z.object({
    recipientIds,
    seconds: resendInput.shape.seconds.meta({
      description: 'How long from now; without it as long as it was sent for.',
    }),
  }),
  answers: reached,
  errors: ['NOT_FOUND', 'CONFLICT', 'OUTSIDE_OFF', 'MAIL_OFF'],
})

export const extendMailing = contract({
  id: 'extendMailing',
  method: 'POST',
  path: '/mailings/{id}/extend',
  scope: 'shares:write',
  tag,
  summary: 'Let what was sent live on',
  description: 'The links in the messages stay good. URLs of the store cannot be extended: send them again.',
  params: ofMailing,
  body: z.object({
    recipientIds,
    seconds: extendInput.shape.seconds.meta({ description: 'How long from now.' }),
  }),
  answers: reached,
  errors: ['NOT_FOUND', 'CONFLICT', 'OUTSIDE_OFF', 'MAIL_OFF'],
})

export const revokeMailing = contract({
  id: 'revokeMailing',
  method: 'POST',
  path: '/mailings/{id}/revoke',
  scope: 'shares:write',
  tag,
  summary: 'Take back what was sent',
  description: 'From the recipients that are named, or from all. What is still queued is not sent any more.',
  params: ofMailing,
  body: z.object({ recipientIds }),
  answers: { 200: { description: 'What was taken away.', body: revocation } },
  errors: ['NOT_FOUND'],
})
