import type { WayKind, WayRow, WayState } from '@/lib/sharing/ways/schema'

export const KIND_WORDS: Record<WayKind, string> = {
  USER: 'Person',
  GROUP: 'Group',
  LINK: 'Link',
  AGENT: 'Agent',
  URL: 'URL',
}

/** Why a way in opens nothing now; null while it does. */
export const STATE_WORDS: Record<WayState, string | null> = {
  LIVING: null,
  PERSON_DISABLED: 'Person is disabled',
  DISABLED: 'Disabled',
  FROZEN: 'Frozen',
  AGAINST_POLICY: 'Against the policy',
  GIVER_MAY_NOT: 'Giver may no longer share',
  DYING: 'Being ended',
}

/** Who gets in and as what: “Projects, viewer”, “Board (7), viewers”, “Anyone with the link and password”. */
export function whoOf({ to, role, viewOnly }: Pick<WayRow, 'to' | 'role' | 'viewOnly'>): string {
  const only = viewOnly ? ', view only' : ''
  switch (to.kind) {
    case 'USER':
      return `${to.name}, ${role.toLowerCase()}${only}`
    case 'GROUP':
      return `${to.name} (${to.people.toLocaleString('en')}), ${role.toLowerCase()}s${only}`
    case 'LINK':
      return `${linkHolders(to)}${only}`
    case 'AGENT':
      return `Agent token “${to.agent}” of ${to.name}`
    case 'URL':
      return to.agent ? `Agent “${to.agent}” of ${to.name ?? ''}` : (to.name ?? to.email ?? 'Somebody with the link')
  }
}

/** The addresses behind the names, for a title. */
export function addressOf({ to }: Pick<WayRow, 'to'>): string | null {
  if (to.kind === 'USER' || to.kind === 'AGENT' || to.kind === 'URL') return to.email
  return to.kind === 'LINK' && to.recipients.length > 0 ? to.recipients.join(', ') : null
}

/** What an agent token reaches. */
export function reachOf({ name, documents }: Extract<WayRow['to'], { kind: 'AGENT' }>): string {
  if (documents === null) return `Everything ${name} can open`
  return documents === 1 ? '1 document' : `${documents.toLocaleString('en')} documents`
}

export function labelOf({ to }: Pick<WayRow, 'to'>): string {
  return to.kind === 'LINK' || to.kind === 'URL' ? to.label : ''
}

/** “ · 2 live URLs handed out”: a URL that is ticked beside its link or its agent's token is one. */
export function livingWords(ticked: ReadonlyMap<string, WayRow>): string {
  const urls = [...ticked.values()].reduce(
    (sum, { to, livingUrls }) => sum + (to.kind === 'URL' && to.under.some((id) => ticked.has(id)) ? 0 : livingUrls),
    0,
  )
  return urls === 0 ? '' : ` · ${urls.toLocaleString('en')} live ${urls === 1 ? 'URL' : 'URLs'} handed out`
}

type ToLink = Extract<WayRow['to'], { kind: 'LINK' }>

function linkHolders({ recipients, recipientCount, password }: ToLink): string {
  const [first, ...others] = recipients
  if (!first) return password ? 'Anyone with the link and password' : 'Anyone with the link'
  const more = recipientCount - 1
  const named = more === 0 ? first : more === 1 && others[0] ? `${first} and ${others[0]}` : `${first} and ${more} more`
  return password ? `${named}, with password` : named
}
