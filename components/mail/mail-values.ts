import { span } from '@/lib/mail/templates/words'
import { MAIL_LIVES, USUAL_MAIL_SECONDS } from '@/lib/mailings/limits'
import type { Delivery, MailInput, MailTerms, PreviewInput } from '@/lib/mailings/schema'

/** A message as it is typed. */
export type MailValues = {
  recipients: readonly string[]
  subject: string
  message: string
  /** Seconds, or `moment` (see there). */
  life: string
  /** What a field for a moment holds: `2026-11-26T01:05`, on the reader's clock. */
  moment: string
  delivery: Delivery
  asksCode: boolean
  password: string
  notifyOnOpen: boolean
}

export function newMailValues(terms: MailTerms): MailValues {
  const lives = livesOf(terms, 'APP')
  const usual = lives.includes(USUAL_MAIL_SECONDS) ? USUAL_MAIL_SECONDS : lives.at(-1)
  return {
    recipients: [],
    subject: '',
    message: '',
    life: String(usual ?? terms.longestSeconds),
    moment: '',
    delivery: 'APP',
    asksCode: needsCode(terms) || terms.gate === 'EITHER',
    password: '',
    notifyOnOpen: false,
  }
}

export function needsCode({ gate, domains }: Pick<MailTerms, 'gate' | 'domains'>): boolean {
  return gate === 'RECIPIENTS' || domains.length > 0
}

type Longest = Pick<MailTerms, 'longestSeconds' | 'longestDirectSeconds'>

export function longestOf({ longestSeconds, longestDirectSeconds }: Longest, delivery: Delivery): number {
  return delivery === 'DIRECT' ? longestDirectSeconds : longestSeconds
}

/** The lives that are offered, in seconds: the usual ones and the longest, where it is not one of them. */
export function livesOf(longest: Longest, delivery: Delivery): number[] {
  const most = longestOf(longest, delivery)
  const lives: number[] = MAIL_LIVES.filter((seconds) => seconds <= most)
  return lives.at(-1) === most || most >= (MAIL_LIVES.at(-1) ?? 0) ? lives : [...lives, most]
}

/** “24 hours”; “2 hours, the longest here” for one that is only there because it is the longest. */
export function lifeWord(seconds: number, longest: number): string {
  const usual = (MAIL_LIVES as readonly number[]).includes(seconds)
  return seconds !== longest || usual ? span(seconds) : `${span(seconds)}, the longest here`
}

/** How long it lives when it is sent now, in whole seconds; null while no moment is chosen. */
export function secondsOf({ life, moment }: Pick<MailValues, 'life' | 'moment'>, now: number): number | null {
  if (life !== 'moment') return Number(life)
  const at = new Date(moment).getTime()
  return Number.isNaN(at) ? null : Math.round((at - now) / 1000)
}

/** What a field for a moment holds, on the reader's clock. */
export function momentOf(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A URL of the store takes nothing that would have to stand before it. */
function gateOf({ delivery, asksCode, password, notifyOnOpen }: MailValues) {
  if (delivery === 'DIRECT') return { asksCode: false, password: null, notifyOnOpen: false }
  return { asksCode, password: password || null, notifyOnOpen }
}

type About = { documentIds: string[]; seconds: number; timeZone: string }

export function mailInputOf(values: MailValues, about: About): MailInput {
  const { recipients, subject, message, delivery } = values
  return { ...about, ...gateOf(values), recipients: [...recipients], subject, message, delivery }
}

export function previewInputOf(values: MailValues, recipient: string | null, about: About): PreviewInput {
  const { subject, message, delivery } = values
  const { asksCode, password } = gateOf(values)
  return { ...about, recipient, subject, message, delivery, asksCode, hasPassword: password !== null }
}

/** What the server makes of a subject that is left empty, for the field to show. */
export function usualSubject(sender: string, names: readonly string[]): string {
  const more = names.length > 1 ? ` and ${names.length - 1} more` : ''
  return `${sender} sent you ${names[0] ?? 'a document'}${more}`
}
