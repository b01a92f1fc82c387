import 'server-only'
import { db } from '../db'
import { linkTokenHash } from '../sharing/links/token'

/**
 * What the sender wrote to the reader of a link that was mailed; null for any other link, and where nothing was written.
 * For the page behind the link's gate: whether the visitor has passed it, the caller has asked.
 */
export async function coveringMessage(token: string): Promise<string | null> {
  const found = await db().mailingLink.findFirst({
    where: { link: { tokenHash: linkTokenHash(token) } },
    select: { recipient: { select: { mailing: { select: { message: true } } } } },
  })
  return found?.recipient.mailing.message || null
}
