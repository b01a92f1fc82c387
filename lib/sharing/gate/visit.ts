import 'server-only'
import type { LinkProof, Visitor } from '../../auth/link-session'
import { networkOf } from '../../auth/network'
import { hashedKey, isUsedUp, take } from '../../auth/rate-limit'
import { db } from '../../db'
import { AppError } from '../../errors'
import { linkTokenHash } from '../links/token'

/** An office behind one address that opens ended links; nobody finds one of 2²⁵⁶ with ten times as many. */
export const MISSES_A_NETWORK = 100
export const MISS_WINDOW_SECONDS = 15 * 60

/** A link that would open something for who passes its gate, and its document. */
export type LivingLink = {
  id: string
  documentId: string
  version: number
  tokenHash: Uint8Array<ArrayBuffer>
  viewOnly: boolean
  usedUp: boolean
  endsAt: Date | null
  passwordHash: string | null
  hasRecipients: boolean
  giverName: string
  fileName: string
  size: bigint
  opensInline: boolean
}

/** `proof` is what this browser proved to this version of the link, its address checked against recipients and policy. */
export type Visit = { link: LivingLink; proof: Pick<LinkProof, 'email' | 'passwordProved'> }

/**
 * The link behind a token, for a visitor. A token that nobody made, one that was replaced, a link that has ended or was
 * disabled, revoked or frozen, whose giver may not share any more, whose document is gone or not READY: all are one
 * NOT_FOUND from one statement, and so is everything from a network that asked for too many of them.
 */
export async function visit(token: string, visitor: Visitor): Promise<Visit> {
  const key = hashedKey('link-miss', networkOf(visitor.client.ip))
  const isClosed = await isUsedUp(key, MISSES_A_NETWORK)
  // Who has proved something to a link goes on, whatever others in the same network do.
  if (isClosed && visitor.proofs.length === 0) throw new AppError('NOT_FOUND')
  const link = await living(linkTokenHash(token))
  const proved = visitor.proofs.find(({ linkId, version }) => linkId === link?.id && version === link.version)
  if (!link || (isClosed && !proved)) {
    // Counted without a refusal of its own: there is one answer. Not counted is what a page of somebody else's can make
    // a browser ask for unseen: it would close links to its visitors' offices.
    if (!visitor.embedded) await take(key, Infinity, MISS_WINDOW_SECONDS)
    throw new AppError('NOT_FOUND')
  }
  const email = proved?.email && (await admits(link.id, proved.email)) ? proved.email : null
  return { link, proof: { email, passwordProved: proved?.passwordProved ?? false } }
}

async function living(tokenHash: Uint8Array<ArrayBuffer>): Promise<LivingLink | null> {
  const [link] = await db().$queryRaw<Omit<LivingLink, 'tokenHash'>[]>`
    SELECT s."capabilityId" AS id, s."documentId", s.version, s."viewOnly", s."usedUp", s."endsAt", l."passwordHash", u.name AS "giverName",
           EXISTS (SELECT 1 FROM "LinkRecipient" r WHERE r."capabilityId" = l."capabilityId") AS "hasRecipients",
           d.name AS "fileName", d.size, d."opensInline"
    FROM "Link" l
    JOIN "LinkStanding" s ON s."capabilityId" = l."capabilityId" AND s.state = 'LIVING'
    JOIN "Document" d ON d.id = s."documentId" AND d.status = 'READY'
    JOIN "User" u ON u.id = s."giverId"
    WHERE l."tokenHash" = ${tokenHash}`
  return link ? { ...link, tokenHash } : null
}

/** Whether recipients and policy let this address in: the function that mint_link asks too. */
export async function admits(linkId: string, email: string): Promise<boolean> {
  const [row] = await db().$queryRaw<{ admitted: boolean }[]>`
    SELECT link_admits(${linkId}::uuid, ${email}) AS admitted`
  return row?.admitted ?? false
}
