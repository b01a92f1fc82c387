import { formatMoment, formatWhen } from '@/components/format/when'
import type { Way, WayState } from '@/lib/sharing/ways/who-can-open-schema'
import { peopleWord } from './grantee-words'

type Clock = { now: number; timeZone: string }

/** Who or what gets in by it. */
export function wayTitle({ kind, person, group, link, agent, email }: Way): string {
  switch (kind) {
    case 'OWNER':
    case 'USER':
      return person?.name ?? ''
    case 'GROUP':
      return `${group?.name ?? ''} (${peopleWord(group?.people ?? 0)})`
    case 'LINK':
      return whoHolds(link)
    case 'AGENT':
      return `Agent token “${agent?.name ?? ''}” of ${person?.name ?? ''}`
    case 'URL':
      return agent ? `Agent “${agent.name}” of ${person?.name ?? ''}` : visitor(person, email)
  }
}

const visitor = (person: Way['person'], email: string | null) => person?.name ?? email ?? 'A visitor of a link'

function whoHolds(link: Way['link']): string {
  if (link && link.recipients.length > 0) return link.recipients.join(', ')
  return link?.password ? 'Anyone with the link and its password' : 'Anyone with the link'
}

/** Why it lets them in, as one sentence. `asOf` is when the ways were read, ISO 8601. */
export function wayReason(way: Way, asOf: string, clock: Clock): string {
  const { kind, role, viewOnly, person, giver, group, link, createdAt, endsAt } = way
  const may = viewOnly ? 'may view it' : role === 'EDITOR' ? 'may change it' : 'may open and download it'
  const until = endsAt ? `, until ${formatMoment(endsAt, clock.timeZone)}` : ''
  const given = `given by ${giver?.name ?? 'somebody who left'} on ${dateOf(createdAt, clock)}${until}`
  switch (kind) {
    case 'OWNER':
      return 'Owns it.'
    case 'USER':
      return `${capital(may)}, ${given}.`
    case 'GROUP':
      return `Every member of the group ${group?.name ?? ''} ${may}, ${given}.`
    case 'LINK':
      return `${named(link, 'A')} made by ${giver?.name ?? 'somebody who left'} on ${dateOf(createdAt, clock)}${until}.`
    case 'AGENT':
      return `${capital(may)} in the name of ${person?.name ?? ''}, made on ${dateOf(createdAt, clock)}${until}.`
    case 'URL':
      return `A URL handed out ${span(createdAt, asOf)} ago${link ? ` by ${named(link, 'a')}` : ''}, ends in ${span(asOf, endsAt ?? asOf)}.`
  }
}

function named(link: Way['link'], article: 'A' | 'a'): string {
  return link?.label ? `${article} link “${link.label}”` : `${article} link`
}

/** Why it opens nothing now; null while it does. */
export function wayDormant(state: WayState): string | null {
  return DORMANT[state]
}

const DORMANT: Record<WayState, string | null> = {
  LIVING: null,
  PERSON_DISABLED: 'Opens nothing while the account is disabled.',
  DISABLED: 'Opens nothing: the link is switched off.',
  FROZEN: 'Opens nothing while outside sharing is frozen.',
  AGAINST_POLICY: 'Opens nothing: the rules of the organisation do not allow such a link now.',
  GIVER_MAY_NOT: 'Opens nothing: who made it may not share this document now.',
  DYING: 'Is being killed.',
  USED_UP: 'Opens nothing: all its downloads are used up.',
  NOBODY_IN_IT: 'Opens nothing while nobody is in the group.',
}

/** “on 19 Nov”, and “on 24 Nov” for today too, where a time alone would not read as a date. */
function dateOf(iso: string, { now, timeZone }: Clock): string {
  const short = formatWhen(iso, { now, timeZone })
  return /^\d+ /.test(short) ? short : formatMoment(iso, timeZone).replace(/ \d{4}, .*$/, '')
}

/** The time between two moments: “20 s”, “3 min”, “2 h”. */
function span(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
