import { formatWhen } from '@/components/format/when'
import { LINK_STATES } from '@/lib/sharing/links/limits'
import type { LinkRow, LinkState, LinkTerms } from '@/lib/sharing/links/schema'

export type LinkTag = { tone: 'seal' | 'amber' | 'plain'; word: string }

const TONES: Readonly<Record<LinkState, LinkTag['tone']>> = {
  LIVING: 'seal',
  USED_UP: 'plain',
  ENDED: 'plain',
  DISABLED: 'plain',
  FROZEN: 'amber',
  AGAINST_POLICY: 'amber',
  GIVER_MAY_NOT: 'amber',
}

export function linkTag(state: LinkState): LinkTag {
  return { tone: TONES[state], word: LINK_STATES[state] }
}

/** What a link without a label is called. */
export function linkTitle({ label, recipients }: Pick<LinkRow, 'label' | 'recipients'>): string {
  if (label) return label
  const [first, ...others] = recipients
  if (!first) return 'Anyone with the link'
  return others.length === 0 ? `For ${first}` : `For ${first} and ${others.length} more`
}

/** What it asks for and allows, each as a word or two. */
export function linkGates(link: LinkRow): string[] {
  const { recipients, maxDownloads } = link
  const gates = [
    link.password && 'Password',
    recipients.length > 0 && (recipients.length === 1 ? '1 recipient' : `${recipients.length} recipients`),
    link.viewOnly && 'View only',
    maxDownloads !== null && `${Math.min(link.downloads, maxDownloads)} of ${maxDownloads} opened`,
    link.notifyOnOpen && 'Tells you',
  ]
  return gates.filter((gate) => gate !== false)
}

type Clock = { now: number; timeZone: string }

/** When it ends and when it was used: “Ends 25 Nov · opened twice, last 14:02”. */
export function linkHistory(link: LinkRow, clock: Clock): string {
  const { endsAt, state, downloads, lastUsedAt } = link
  const end = endsAt === null ? 'No end' : `${state === 'ENDED' ? 'Ended' : 'Ends'} ${dayWord(endsAt, clock)}`
  if (!lastUsedAt) return `${end} · never opened`
  const times = downloads === 1 ? 'opened once' : downloads === 2 ? 'opened twice' : `opened ${downloads} times`
  return `${end} · ${times}, last ${formatWhen(lastUsedAt, clock)}`
}

function dayWord(iso: string, clock: Clock): string {
  return formatWhen(iso, clock)
    .replace(/^(?=\d\d:\d\d$)/, 'today at ')
    .replace(/^Tomorrow (?=\d)/, 'tomorrow at ')
    .replace('Yesterday', 'yesterday')
}

/** The choices for an end, longest last, none longer than the organisation allows. */
export function endChoices(longestDays: number | null): { days: number; word: string }[] {
  const all = [1, 7, 30, 90].filter((days) => longestDays === null || days <= longestDays)
  const days = all.length > 0 || longestDays === null ? all : [longestDays]
  return days.map((count) => ({ days: count, word: count === 1 ? 'In one day' : `In ${count} days` }))
}

/** What the organisation asks of every link, as a sentence for the form; null for nothing. */
export function termsSentence({ gate, longestDays, domains, frozen }: LinkTerms): string | null {
  const needs = {
    NONE: null,
    EITHER: 'a password or recipients',
    PASSWORD: 'a password',
    RECIPIENTS: 'recipients',
  }[domains.length > 0 && gate !== 'PASSWORD' ? 'RECIPIENTS' : gate]
  const parts = [
    needs && `Links need ${needs} in this organisation.`,
    domains.length > 0 && `Recipients are at ${domains.map((domain) => `@${domain}`).join(', ')}.`,
    longestDays !== null && `Links live at most ${longestDays === 1 ? 'one day' : `${longestDays} days`}.`,
    frozen && 'Outside sharing is frozen: links open nothing until an administrator lifts it.',
  ].filter((part) => typeof part === 'string')
  return parts.length > 0 ? parts.join(' ') : null
}
