import 'server-only'
import type { Principal } from '../auth/principal'
import { db, type Db } from '../db'
import { enforce } from '../documents/enforce'
import { AppError } from '../errors'
import { notifyDocuments } from '../live/notify'
import { assertMayShareOutside } from '../sharing/agent'
import { mailLife } from './life'
import { lockDocuments, mailable } from './mailable'
import { linksOfSent, type SentLink } from './own'
import { assertRightOutlasts } from './outlast'
import { assertMayMail, readMailRules } from './rules'

export type Life = { startsAt: Date; endsAt: Date }

/** A thousand recipients with five links each. */
const WITHIN = { timeout: 60_000 }

/**
 * Gives links that were sent another life from now, under the rules of now, by `change`. The links are locked as everybody
 * locks; URLs that lose their right by it are dead when this answers.
 * @throws NOT_FOUND, CONFLICT for what was revoked, BAD_INPUT against the organisation's rules, OUTSIDE_OFF
 */
export async function again(
  principal: Principal,
  recipientIds: readonly string[],
  secondsOf: (link: SentLink) => number,
  change: (tx: Db, links: readonly SentLink[], lifeOf: (link: SentLink) => Life) => Promise<void>,
): Promise<{ recipients: number }> {
  const before = await linksOfSent(principal, recipientIds)
  const documentIds = [...new Set(before.map(({ documentId }) => documentId))]
  await db().$transaction(async (tx) => {
    await assertMayShareOutside(tx, principal)
    const rules = await readMailRules(tx)
    await lockDocuments(tx, documentIds)
    const linkIds = before.map(({ linkId }) => linkId)
    await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE id = ANY(${linkIds}::uuid[]) ORDER BY id FOR UPDATE`
    await mailable(tx, principal, documentIds)
    const links = await linksOfSent(principal, recipientIds, tx)
    const revoked = links.find(({ state }) => state === 'REVOKED')
    if (revoked) {
      throw new AppError(
        'CONFLICT',
        `What was sent to ${revoked.address} was revoked. Send the documents anew instead.`,
      )
    }
    const now = Date.now()
    const lifeOf = (link: SentLink) => mailLife(secondsOf(link), now)
    for (const [, some] of Map.groupBy(links, ({ mailingId }) => mailingId)) {
      const [first] = some
      if (!first) continue
      const life = lifeOf(first)
      assertMayMail(rules, { ...first, ...life, addresses: some.map(({ address }) => address) })
      await assertRightOutlasts(tx, principal, [...new Set(some.map(({ documentId }) => documentId))], {
        endsAt: life.endsAt,
        timeZone: first.timeZone,
      })
    }
    await change(tx, links, lifeOf)
    await notifyDocuments(tx, documentIds)
  }, WITHIN)
  await enforce({ documentIds })
  return { recipients: new Set(recipientIds).size }
}
