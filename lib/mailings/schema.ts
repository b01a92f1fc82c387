import { z } from 'zod'
import { documentId } from '../documents/schema'
import { MAX_LINK_PASSWORD, MIN_LINK_PASSWORD } from '../sharing/links/limits'
import {
  LONGEST_MAIL_SECONDS,
  MAX_MAIL_DOCUMENTS,
  MAX_MAIL_RECIPIENTS,
  MAX_MESSAGE,
  MAX_SUBJECT,
  SHORTEST_MAIL_SECONDS,
  type SENT_STATES,
} from './limits'

// What the pages and the server say to each other about documents sent by mail.

/** What no text of a message may carry: controls but for line breaks, and marks that turn the direction of what follows. */
const INVISIBLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g

const clean = (text: string) => text.toWellFormed().replaceAll('\r\n', '\n').replaceAll(INVISIBLE, '').trim()

const oneLine = (max: number, error: string) =>
  z
    .string()
    .transform((text) => clean(text).replaceAll(/\s+/g, ' '))
    .pipe(z.string().max(max, error))

export const mailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((text) => z.email().safeParse(text).success, {
    error: ({ input }) => `“${String(input).slice(0, 100)}” is not an email address.`,
  })

const recipients = z
  .array(mailAddress)
  .min(1, 'Name at least one recipient.')
  .max(MAX_MAIL_RECIPIENTS, `At most ${MAX_MAIL_RECIPIENTS.toLocaleString('en')} recipients get one message.`)
  .transform((all) => [...new Set(all)])

const documentIds = z
  .array(documentId)
  .min(1, 'Choose at least one document.')
  .max(MAX_MAIL_DOCUMENTS, `At most ${MAX_MAIL_DOCUMENTS} documents go into one message.`)
  .transform((all) => [...new Set(all)])

const LIFE = 'What is sent by mail lives a minute to seven days.'
export const mailSeconds = z.int(LIFE).min(SHORTEST_MAIL_SECONDS, LIFE).max(LONGEST_MAIL_SECONDS, LIFE)

/** Of the browser; what is none counts as UTC. */
export const timeZone = z
  .string()
  .max(60)
  .transform((zone) => (isTimeZone(zone) ? zone : 'UTC'))

export const NOTHING_BEFORE_DIRECT =
  'Nothing can stand before a URL of the store, and nobody hears of its use. Send app links, or leave code, password and notice out.'

type Gate = { delivery: 'APP' | 'DIRECT'; asksCode: boolean; password: string | null; notifyOnOpen: boolean }

export function nothingBeforeDirect({ delivery, asksCode, password, notifyOnOpen }: Gate): boolean {
  return delivery === 'APP' || !(asksCode || password || notifyOnOpen)
}

export const mailInput = z
  .object({
    documentIds,
    recipients,
    /** Empty: what the server makes of the documents' names. */
    subject: oneLine(MAX_SUBJECT, `A subject has at most ${MAX_SUBJECT} characters.`),
    message: z
      .string()
      .transform((text) => clean(text))
      .pipe(z.string().max(MAX_MESSAGE, `A message has at most ${MAX_MESSAGE.toLocaleString('en')} characters.`)),
    delivery: z.enum(['APP', 'DIRECT']),
    seconds: mailSeconds,
    /** Whether each link asks for a one-time code that is mailed to its recipient. */
    asksCode: z.boolean(),
    password: z
      .string()
      .min(MIN_LINK_PASSWORD, `A password of a link has at least ${MIN_LINK_PASSWORD} characters.`)
      .max(MAX_LINK_PASSWORD, `A password of a link has at most ${MAX_LINK_PASSWORD} characters.`)
      .nullable(),
    notifyOnOpen: z.boolean(),
    timeZone,
  })
  .refine(nothingBeforeDirect, NOTHING_BEFORE_DIRECT)
export type MailInput = z.output<typeof mailInput>

/** The same, looked at before it is complete: without recipients the preview is for nobody in particular. */
export const previewInput = z.object({
  documentIds,
  recipient: mailAddress.nullable(),
  subject: mailInput.shape.subject,
  message: mailInput.shape.message,
  delivery: mailInput.shape.delivery,
  seconds: mailSeconds,
  asksCode: z.boolean(),
  hasPassword: z.boolean(),
  timeZone,
})
export type PreviewInput = z.output<typeof previewInput>

export const mailTermsInput = z.object({ documentIds })
const query = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .refine((text) => !text.includes('\0'))
export const suggestInput = z.object({ query })
export const sentQuery = z.object({ cursor: z.string().max(200).optional() })
export const sentRecipientsQuery = z.object({
  mailingId: z.uuid(),
  cursor: z.string().max(400).optional(),
})
const recipientIds = z.array(z.uuid()).min(1).max(MAX_MAIL_RECIPIENTS)
export const recipientsInput = z.object({ recipientIds })
/** `seconds` from now; without it as long as it was sent for. */
export const resendInput = z.object({ recipientIds, seconds: mailSeconds.optional() })
/** `seconds` from now. */
export const extendInput = z.object({ recipientIds, seconds: mailSeconds })

export type Delivery = MailInput['delivery']
export type SentState = keyof typeof SENT_STATES

/** What the form has to know. */
export type MailTerms = {
  /** Whether mail is set up. */
  mail: boolean
  /** A sentence why links cannot be given now at all (switched off, frozen); null: they can. */
  closed: string | null
  /** A sentence why the signed URL itself may not be sent; null: it may. */
  directRefused: string | null
  /** Seconds. */
  longestSeconds: number
  longestDirectSeconds: number
  gate: 'NONE' | 'EITHER' | 'PASSWORD' | 'RECIPIENTS'
  /** When there are any, recipients must be at one of them, and a code must be asked for. */
  domains: string[]
  /** Of the sender; as the message says it. */
  sender: { name: string; email: string }
  documents: { id: string; name: string; size: number; ready: boolean }[]
}

export type MailPreview = {
  subject: string
  /** `Name <address>` */
  from: string
  html: string
  text: string
  /** Of the whole message as it is sent. */
  bytes: number
}

export type SentMailing = { mailingId: string; recipients: number }

export type SentRow = {
  id: string
  subject: string
  /** ISO 8601, like all times here. */
  createdAt: string
  delivery: Delivery
  seconds: number
  asksCode: boolean
  hasPassword: boolean
  documents: { id: string; name: string }[]
  recipients: number
  /** The first three. */
  addresses: string[]
  counts: Record<SentState, number>
}
export type SentPage = { rows: SentRow[]; nextCursor: string | null }

export type SentRecipient = {
  id: string
  address: string
  state: SentState
  /** What the mail server or the connection said last, as a sentence; null: nothing yet. */
  answer: string | null
  attempts: number
  /** While it is queued: the next try is not before then. */
  dueAt: string | null
  sentAt: string | null
  /** Null for `DIRECT`, whose use only the store sees. */
  openedAt: string | null
  downloadedAt: string | null
  endsAt: string
  /** When its reader asked for it again after its end. */
  askedAt: string | null
  may: { resend: boolean; extend: boolean; revoke: boolean }
}
export type SentRecipientPage = { rows: SentRecipient[]; nextCursor: string | null }

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}
