import type { ChangeLinkInput, LinkRow, LinkTerms } from '@/lib/sharing/links/schema'
import { dayOf, endOfDay } from './day'
import { endChoices } from './link-words'

/** A form of a link as it is typed. */
export type LinkValues = {
  label: string
  /** A number of days from now, `never`, `day` (see there), or `same` for one that is changed. */
  end: string
  day: string
  password: string
  removePassword: boolean
  maxDownloads: string
  recipients: string
  viewOnly: boolean
  notifyOnOpen: boolean
}

const DAY_MS = 24 * 60 * 60_000

export function newLinkValues({ longestDays }: LinkTerms): LinkValues {
  const choices = endChoices(longestDays)
  const usual = choices.find(({ days }) => days === 7) ?? choices.at(-1)
  return {
    label: '',
    end: String(usual?.days ?? 'never'),
    day: '',
    password: '',
    removePassword: false,
    maxDownloads: '',
    recipients: '',
    viewOnly: false,
    notifyOnOpen: false,
  }
}

export function valuesOf(link: LinkRow): LinkValues {
  return {
    label: link.label,
    end: 'same',
    day: link.expiresAt ? dayOf(link.expiresAt) : '',
    password: '',
    removePassword: false,
    maxDownloads: link.maxDownloads === null ? '' : String(link.maxDownloads),
    recipients: link.recipients.join(', '),
    viewOnly: link.viewOnly,
    notifyOnOpen: link.notifyOnOpen,
  }
}

/** The end that was chosen, ISO 8601; null for none. `same` is what the link has. */
export function endOf({ end, day }: Pick<LinkValues, 'end' | 'day'>, same: string | null = null): string | null {
  if (end === 'same') return same
  if (end === 'day') return endOfDay(day)
  return end === 'never' ? null : new Date(Date.now() + Number(end) * DAY_MS).toISOString()
}

/** What the server is told, but for document, link, end and password. */
export function termsOf(values: LinkValues) {
  const { label, maxDownloads, viewOnly, notifyOnOpen } = values
  return {
    label,
    viewOnly,
    notifyOnOpen,
    maxDownloads: maxDownloads.trim() === '' ? null : Number(maxDownloads),
    recipients: values.recipients.split(/[\s,;]+/).filter(Boolean),
  }
}

/** Left out, the password stays as it is. */
export function passwordChange(values: LinkValues): Pick<ChangeLinkInput, 'password'> {
  if (values.removePassword) return { password: null }
  return values.password ? { password: values.password } : {}
}
