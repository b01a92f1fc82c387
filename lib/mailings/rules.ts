import 'server-only'
import type { Db } from '../db'
import { env } from '../env'
import { AppError } from '../errors'
import { formatSize } from '../format/size'
import { span } from '../mail/templates/words'
import { assertAllowed, readRules, type LinkRules } from '../sharing/links/rules'
import { longestSignature } from '../storage/longest-signature'
import { MAX_COPIED_BYTES } from './limits'
import type { Delivery } from './schema'

/** What the organisation allows of sending by mail, beside what it allows of links. */
export type MailRules = LinkRules & { frozenAt: Date | null; directAllowed: boolean; longestMailSeconds: number }

/** A message as it would be sent. */
export type MailShape = {
  delivery: Delivery
  addresses: readonly string[]
  asksCode: boolean
  hasPassword: boolean
  notifyOnOpen: boolean
  startsAt: Date
  endsAt: Date
  /** Of its documents together. Without it what is sent again, whose copies were counted. */
  bytes?: number
}

export async function readMailRules(tx: Db): Promise<MailRules> {
  const [links, mail] = await Promise.all([
    readRules(tx),
    tx.sharingPolicy.findUniqueOrThrow({
      where: { id: 1 },
      select: { frozenAt: true, directAllowed: true, longestMailSeconds: true },
    }),
  ])
  return { ...links, ...mail }
}

/** Throws BAD_INPUT with a sentence that names the rule and the way to keep it, or MAIL_OFF. */
export function assertMayMail(rules: MailRules, shape: MailShape): void {
  const broken =
    closedBecause(rules) ??
    againstLife(rules, shape) ??
    againstDelivery(rules, shape) ??
    againstCopies(shape) ??
    againstProof(rules, shape)
  if (broken) throw new AppError('BAD_INPUT', broken)
  const { addresses, asksCode, hasPassword, notifyOnOpen, startsAt, endsAt: expiresAt } = shape
  const recipients = asksCode ? addresses : []
  assertAllowed(rules, { hasPassword, recipients, expiresAt, startsAt, notifyOnOpen })
}

/** Why nothing can be sent to people outside at all; null: it can. */
export function closedBecause({ linksAllowed, frozenAt }: MailRules): string | null {
  if (frozenAt) return 'Sharing with people outside is frozen. Nothing is sent until an administrator ends that.'
  return linksAllowed ? null : 'Links are switched off in this organisation, so nothing can be sent to people outside.'
}

/** Why the signed URL itself may not be sent; null: it may. */
export function directRefusedBecause({ directAllowed, linkGate, allowedDomains }: MailRules): string | null {
  if (!directAllowed) return 'This organisation does not allow the signed URL itself in mail. Send app links.'
  if (linkGate !== 'NONE' || allowedDomains.length > 0) {
    return 'In this organisation something has to stand before a link, and nothing can before a signed URL. Send app links.'
  }
  // Nothing could end it before its time; and a URL of the bucket itself would pass by what was put before it.
  if (env().DELIVERY === 'cloudfront')
    return 'Files are handed out through CloudFront here, where a URL of more than a minute could not be revoked. Send app links.'
  if (longestDirect() > 0) return null
  return 'The store signs with temporary credentials here, whose end is not known. Send app links.'
}

/** Seconds that a signed URL can hold now. */
export function longestDirect(): number {
  return longestSignature(env())
}

function againstLife({ longestMailSeconds }: MailRules, { startsAt, endsAt }: MailShape): string | null {
  const seconds = (endsAt.getTime() - startsAt.getTime()) / 1000
  if (seconds <= longestMailSeconds) return null
  return `What is sent by mail lives at most ${span(longestMailSeconds)} in this organisation. Choose a shorter life.`
}

function againstDelivery(rules: MailRules, { delivery, startsAt, endsAt }: MailShape): string | null {
  if (delivery === 'APP') return null
  const seconds = (endsAt.getTime() - startsAt.getTime()) / 1000
  if (directRefusedBecause(rules)) return directRefusedBecause(rules)
  if (seconds <= longestDirect()) return null
  return `The store’s credentials are temporary: a URL that they sign now lives at most ${span(longestDirect())}. Choose a shorter life or send app links.`
}

function againstCopies({ delivery, addresses, bytes = 0 }: MailShape): string | null {
  const copied = bytes * addresses.length
  if (delivery === 'APP' || copied <= MAX_COPIED_BYTES) return null
  return `Each recipient’s own URL needs a copy: ${formatSize(copied)} together, and at most ${formatSize(MAX_COPIED_BYTES)} are made. Send app links, which need none.`
}

function againstProof({ linkGate, allowedDomains }: MailRules, { asksCode }: MailShape): string | null {
  if (asksCode || (linkGate !== 'RECIPIENTS' && allowedDomains.length === 0)) return null
  return 'In this organisation recipients prove their address. Ask for a one-time code.'
}
