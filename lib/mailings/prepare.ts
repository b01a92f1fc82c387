import 'server-only'
import { z } from 'zod'
import { db } from '../db'
import type { Message } from '../mail/message'
import { openBox } from '../auth/sealed-box'
import type { SentDocument } from '../mail/templates/documents'
import { linkUrl } from '../sharing/links/token'
import type { Claimed } from './claim'
import { compose } from './compose'
import { ensureCopy } from './copies'
import { mintMailed } from './mint-mailed'

export type Prepared =
  | { is: 'message'; message: Message }
  /** Outside sharing is frozen: it may go on. */
  | { is: 'frozen' }
  /** None of its links opens anything. */
  | { is: 'dead' }

type LinkRow = { linkId: string; position: number; state: string; name: string; size: bigint }

/** Makes the message of a recipient out of the rows, with what its links are now. @throws STORE_DOWN and what ensureCopy() throws */
export async function prepare(claimed: Claimed): Promise<Prepared> {
  const { mailingId, startsAt, endsAt, address } = claimed
  const mailing = await db().mailing.findUniqueOrThrow({
    where: { id: mailingId },
    select: {
      subject: true,
      message: true,
      delivery: true,
      asksCode: true,
      hasPassword: true,
      timeZone: true,
      sender: { select: { name: true, email: true } },
    },
  })
  const links = await linksOf(claimed.id)
  const living = links.filter(({ state }) => state === 'LIVING')
  if (living.length === 0) return { is: links.some(({ state }) => state === 'FROZEN') ? 'frozen' : 'dead' }
  const urlOf = mailing.delivery === 'APP' ? appUrls(claimed) : (link: LinkRow) => directUrl(link, { startsAt, endsAt })
  const documents: SentDocument[] = []
  for (const link of living) {
    const url = await urlOf(link)
    if (url) documents.push({ name: link.name, size: Number(link.size), url })
  }
  if (documents.length === 0) return { is: 'dead' }
  const id = `${claimed.id}-${claimed.serial}`
  const message = await compose(db(), { ...mailing, id, to: address, documents, endsAt })
  return { is: 'message', message }
}

/** In the order of the message. A document that is not READY any more opens nothing. */
function linksOf(recipientId: string): Promise<LinkRow[]> {
  return db().$queryRaw<LinkRow[]>`
    SELECT m."capabilityId" AS "linkId", m.position, d.name, d.size,
           CASE WHEN d.status = 'READY' THEN s.state ELSE 'GONE' END AS state
    FROM "MailingLink" m
    CROSS JOIN LATERAL (
      SELECT t.state, t."documentId" FROM "LinkStanding" t WHERE t."capabilityId" = m."capabilityId" OFFSET 0) s
    JOIN "Document" d ON d.id = s."documentId"
    WHERE m."recipientId" = ${recipientId}::uuid ORDER BY m.position`
}

function appUrls({ box }: Claimed): (link: LinkRow) => string | null {
  const tokens = box === null ? [] : z.array(z.string()).parse(openBox('mail queue', box))
  return ({ position }) => (tokens[position] ? linkUrl(tokens[position]) : null)
}

async function directUrl({ linkId }: LinkRow, life: { startsAt: Date; endsAt: Date }): Promise<string | null> {
  await ensureCopy(linkId)
  return mintMailed(linkId, life)
}
