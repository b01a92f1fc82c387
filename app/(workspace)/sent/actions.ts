'use server'

import { action } from '@/lib/action'
import { extendMail as extend } from '@/lib/mailings/extend'
import { previewMail as preview } from '@/lib/mailings/preview'
import { listSentRecipients as listRecipients } from '@/lib/mailings/recipients'
import { resendMail as resend } from '@/lib/mailings/resend'
import { revokeMail as revoke } from '@/lib/mailings/revoke'
import {
  extendInput,
  mailInput,
  mailTermsInput,
  previewInput,
  recipientsInput,
  resendInput,
  sentQuery,
  sentRecipientsQuery,
  suggestInput,
} from '@/lib/mailings/schema'
import { sendByMail as send } from '@/lib/mailings/send'
import { listSent as list } from '@/lib/mailings/sent'
import { suggestRecipients as suggest } from '@/lib/mailings/suggest'
import { mailTerms as terms } from '@/lib/mailings/terms'

export const mailTerms = action(mailTermsInput, ({ documentIds }, principal) => terms(principal, documentIds))

export const suggestRecipients = action(suggestInput, ({ query }, principal) => suggest(principal, query))

export const previewMail = action(previewInput, (input, principal) => preview(principal, input))

export const sendByMail = action(mailInput, (input, principal) => send(principal, input))

export const listSent = action(sentQuery, ({ cursor }, principal) => list(principal, cursor))

export const listSentRecipients = action(sentRecipientsQuery, ({ mailingId, cursor }, principal) =>
  listRecipients(principal, mailingId, cursor),
)

export const resendMail = action(resendInput, (input, principal) => resend(principal, input))

export const extendMail = action(extendInput, (input, principal) => extend(principal, input))

export const revokeMail = action(recipientsInput, ({ recipientIds }, principal) => revoke(principal, recipientIds))
