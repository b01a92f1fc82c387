import { formatWhen } from '@/components/format/when'
import { SENT_STATES } from '@/lib/mailings/limits'
import type { SentRecipient, SentRow, SentState } from '@/lib/mailings/schema'

type Tone = 'plain' | 'seal' | 'amber' | 'red'
type Clock = { now: number; timeZone: string }

export const STATE_TONES: Readonly<Record<SentState, Tone>> = {
  QUEUED: 'amber',
  SENDING: 'amber',
  SENT: 'plain',
  OPENED: 'seal',
  DOWNLOADED: 'seal',
  FAILED: 'red',
  CANCELLED: 'plain',
  REVOKED: 'plain',
  EXPIRED: 'plain',
  STOPPED: 'amber',
}

const STATES = Object.keys(SENT_STATES) as SentState[]

/** Whether it is about to change without anybody doing something. */
export const isMoving = (state: SentState) => state === 'QUEUED' || state === 'SENDING'

export function hasMoving({ counts }: Pick<SentRow, 'counts'>): boolean {
  return STATES.some((state) => isMoving(state) && counts[state] > 0)
}

/** How many recipients are in which state, those that are none left out: “2 opened”; of one recipient just the word. */
export function countWords({ counts, recipients }: Pick<SentRow, 'counts' | 'recipients'>) {
  return STATES.filter((state) => counts[state] > 0).map((state) => ({
    state,
    word:
      recipients === 1
        ? SENT_STATES[state]
        : `${counts[state].toLocaleString('en')} ${SENT_STATES[state].toLowerCase()}`,
  }))
}

/** “a@example.org, b@example.org and 12 more” */
export function addressWords({ addresses, recipients }: Pick<SentRow, 'addresses' | 'recipients'>): string {
  const more = recipients - addresses.length
  return more > 0 ? `${addresses.join(', ')} and ${more.toLocaleString('en')} more` : addresses.join(', ')
}

/** How many recipients something can still be done for. */
export function countFor(kind: 'extend' | 'revoke', { counts, recipients, delivery }: SentRow): number {
  const without = (...states: SentState[]) => states.reduce((left, state) => left - counts[state], recipients)
  if (kind === 'revoke') return without('REVOKED', 'EXPIRED', 'CANCELLED')
  return delivery === 'APP' ? without('REVOKED', 'FAILED', 'CANCELLED', 'STOPPED') : 0
}

/** What happened and what is next, in one line: “Sent 14:02 · opened 14:10 · ends tomorrow 14:02”. */
export function recipientFacts(recipient: SentRecipient, clock: Clock): string {
  const { state, answer, sentAt, openedAt, downloadedAt, endsAt, askedAt } = recipient
  if (state === 'QUEUED') return queuedWords(recipient, clock)
  if (state === 'SENDING') return 'Being handed to the mail server.'
  if (state === 'FAILED') return answer ?? 'The mail server did not take it.'
  const at = (iso: string) => whenWord(iso, clock)
  const end = Date.parse(endsAt) <= clock.now ? `ended ${at(endsAt)}` : `ends ${at(endsAt)}`
  const facts = [
    sentAt ? `Sent ${at(sentAt)}` : 'Not sent',
    openedAt && `opened ${at(openedAt)}`,
    downloadedAt && `downloaded ${at(downloadedAt)}`,
    state === 'STOPPED' && 'opens nothing now',
    state !== 'REVOKED' && state !== 'CANCELLED' && state !== 'STOPPED' && end,
    askedAt && `asked for it again ${at(askedAt)}`,
  ]
  return facts.filter((fact) => typeof fact === 'string').join(' · ')
}

function queuedWords({ answer, attempts, dueAt }: SentRecipient, clock: Clock): string {
  if (attempts === 0) return 'Waits for its turn.'
  const next = dueAt && Date.parse(dueAt) > clock.now ? ` Next try ${whenWord(dueAt, clock)}.` : ''
  return `${answer ?? 'The mail server did not take it.'}${next}`
}

function whenWord(iso: string, clock: Clock): string {
  return formatWhen(iso, clock).replace('Yesterday', 'yesterday').replace('Tomorrow', 'tomorrow')
}

/** What a message is called: its subject, or what it brought. */
export function sentTitle({ subject, documents }: Pick<SentRow, 'subject' | 'documents'>): string {
  return subject || documents.map(({ name }) => name).join(', ') || 'A message'
}
