import { z } from 'zod'
import { SENT_STATES } from '../../mailings/limits'
import type { SentRecipient, SentRow, SentState } from '../../mailings/schema'
import { named, time } from './parts'
import { wordOf, words } from './words'

const STATES = Object.keys(SENT_STATES) as SentState[]
type StateWord = ReturnType<typeof wordOf<SentState>>

export const mailing = z
  .object({
    id: z.uuid(),
    subject: z.string().meta({ description: 'Empty: made of the documents’ names.' }),
    createdAt: time,
    documents: z.array(named),
    delivery: words(['APP', 'DIRECT']),
    seconds: z.int().meta({ description: 'How long it was sent for.' }),
    asksCode: z.boolean(),
    password: z.boolean(),
    recipients: z.int().meta({ description: 'How many.' }),
    states: z
      .object(Object.fromEntries(STATES.map((state) => [wordOf(state), z.int()])) as Record<StateWord, z.ZodInt>)
      .meta({ description: 'How many of the recipients are in which state.' }),
  })
  .meta({ id: 'Mailing' })

export function toMailing(row: SentRow): z.output<typeof mailing> {
  const { id, subject, createdAt, documents, delivery, seconds, asksCode, hasPassword, recipients, counts } = row
  return {
    id,
    subject,
    createdAt,
    documents,
    delivery: wordOf(delivery),
    seconds,
    asksCode,
    password: hasPassword,
    recipients,
    states: Object.fromEntries(STATES.map((state) => [wordOf(state), counts[state]])) as Record<StateWord, number>,
  }
}

export const mailingRecipient = z
  .object({
    id: z.uuid(),
    address: z.string(),
    state: words(STATES),
    answer: z.string().nullable().meta({ description: 'What the mail server said last.' }),
    attempts: z.int(),
    dueAt: time.nullable().meta({ description: 'While it is queued: the next try is not before then.' }),
    sentAt: time.nullable(),
    openedAt: time.nullable(),
    downloadedAt: time.nullable(),
    endsAt: time,
    askedAt: time.nullable().meta({ description: 'When its reader asked for it again after its end.' }),
    may: z.object({ resend: z.boolean(), extend: z.boolean(), revoke: z.boolean() }),
  })
  .meta({ id: 'MailingRecipient' })

export function toMailingRecipient(row: SentRecipient): z.output<typeof mailingRecipient> {
  const { id, address, state, answer, attempts, dueAt, sentAt, openedAt, downloadedAt, endsAt, askedAt, may } = row
  return {
    id,
    address,
    state: wordOf(state),
    answer,
    attempts,
    dueAt,
    sentAt,
    openedAt,
    downloadedAt,
    endsAt,
    askedAt,
    may,
  }
}
