import 'server-only'
import { record } from '../audit/record'
import { readRetention } from '../audit/retention'
import { db, type Db } from '../db'

const DAY_MS = 24 * 60 * 60_000
/** Small enough that nobody waits for its locks: a mailing has up to 5,000 links. */
const A_BATCH = 5

/**
 * Erases messages and addresses of mailings whose links all ended longer ago than addresses are kept (the ledger’s
 * retention). The links are revoked for good, since without their recipients nobody should revive them.
 */
export async function eraseOldMailings(): Promise<void> {
  const { ledgerDays } = await readRetention()
  if (ledgerDays === null) return
  const cutoff = new Date(Date.now() - ledgerDays * DAY_MS)
  while ((await db().$transaction((tx) => eraseSome(tx, cutoff))) === A_BATCH);
}

async function eraseSome(tx: Db, cutoff: Date): Promise<number> {
  const old = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "Mailing" m
    WHERE m."createdAt" < ${cutoff} AND NOT EXISTS (
      SELECT 1 FROM "MailingRecipient" r
      LEFT JOIN "MailingLink" l ON l."recipientId" = r.id
      LEFT JOIN "Capability" c ON c.id = l."capabilityId"
      WHERE r."mailingId" = m.id
        AND (r.state IN ('QUEUED', 'SENDING')
             OR coalesce(least(c."revokedAt", c."expiresAt"), r."endsAt") >= ${cutoff}))
    ORDER BY m."createdAt" LIMIT ${A_BATCH}`
  const ids = old.map(({ id }) => id)
  if (ids.length === 0) return 0
  const links = await tx.mailingLink.findMany({
    where: { recipient: { mailingId: { in: ids } } },
    select: { capabilityId: true },
  })
  const linkIds = links.map(({ capabilityId }) => capabilityId)
  await tx.capability.updateMany({ where: { id: { in: linkIds }, revokedAt: null }, data: { revokedAt: new Date() } })
  await tx.link.updateMany({ where: { capabilityId: { in: linkIds } }, data: { label: '' } })
  await tx.linkRecipient.deleteMany({ where: { capabilityId: { in: linkIds } } })
  await tx.mailing.deleteMany({ where: { id: { in: ids } } })
  await record(tx, { action: 'personal.erased', actor: null, details: { mailings: ids.length } })
  return ids.length
}
