import 'server-only'
import type { Db } from '../../db'
import { mailIsOn } from '../../mail/settings'
import { AppError } from '../../errors'
import type { LinkGate } from '../../generated/prisma/enums'

/** What of the organisation's policy concerns making links. The views of the migration enforce it at every opening. */
export type LinkRules = {
  linksAllowed: boolean
  linkGate: LinkGate
  longestLinkDays: number | null
  allowedDomains: string[]
}

/** A link as it would be after the change that is asked for. */
export type LinkShape = {
  hasPassword: boolean
  recipients: readonly string[]
  expiresAt: Date | null
  startsAt: Date
  notifyOnOpen: boolean
}

const DAY_MS = 24 * 60 * 60_000

export function readRules(tx: Db): Promise<LinkRules> {
  return tx.sharingPolicy.findUniqueOrThrow({
    where: { id: 1 },
    select: { linksAllowed: true, linkGate: true, longestLinkDays: true, allowedDomains: true },
  })
}

/** Throws BAD_INPUT with a sentence that names the rule and the way to keep it. */
export function assertAllowed(rules: LinkRules, shape: LinkShape): void {
  const broken =
    againstSwitch(rules) ?? againstGate(rules, shape) ?? againstDomains(rules, shape) ?? againstLife(rules, shape)
  if (broken) throw new AppError('BAD_INPUT', broken)
  if ((shape.recipients.length > 0 || shape.notifyOnOpen) && !mailIsOn()) throw new AppError('MAIL_OFF')
}

function againstSwitch({ linksAllowed }: LinkRules): string | null {
  if (linksAllowed) return null
  return 'Public links are switched off in this organisation. Share with a person or a group instead.'
}

function againstGate({ linkGate }: LinkRules, { hasPassword, recipients }: LinkShape): string | null {
  const named = recipients.length > 0
  if (linkGate === 'PASSWORD' && !hasPassword) return 'Links need a password in this organisation. Set one.'
  if (linkGate === 'RECIPIENTS' && !named) return 'Links need recipients in this organisation. Name at least one.'
  if (linkGate === 'EITHER' && !hasPassword && !named) {
    return 'Links need a password or recipients in this organisation. Set one, or name somebody.'
  }
  return null
}

function againstDomains({ allowedDomains }: LinkRules, { recipients }: LinkShape): string | null {
  if (allowedDomains.length === 0) return null
  const list = allowedDomains.map((domain) => `@${domain}`).join(', ')
  if (recipients.length === 0) return `Links need recipients at ${list} in this organisation. Name at least one.`
  const other = recipients.find((address) => !allowedDomains.includes(address.slice(address.lastIndexOf('@') + 1)))
  return other ? `Links may only be for recipients at ${list} in this organisation. Remove ${other}.` : null
}

function againstLife({ longestLinkDays }: LinkRules, { expiresAt, startsAt }: LinkShape): string | null {
  if (expiresAt && expiresAt.getTime() <= Date.now()) return 'That end is in the past. Choose a later one.'
  if (longestLinkDays === null) return null
  const latest = startsAt.getTime() + longestLinkDays * DAY_MS
  // A minute of grace: the form counted its days from when it was opened, not from now.
  if (expiresAt && expiresAt.getTime() <= latest + 60_000) return null
  const days = longestLinkDays === 1 ? 'one day' : `${longestLinkDays} days`
  return `Links live at most ${days} in this organisation. Choose an earlier end.`
}
