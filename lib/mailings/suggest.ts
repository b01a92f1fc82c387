import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'

const AT_MOST = 8

/** Addresses that this person sent something to before, the latest first, which begin with or contain what was typed. */
export async function suggestRecipients(principal: Principal, query: string): Promise<string[]> {
  const pattern = `%${query.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const rows = await db().$queryRaw<{ address: string }[]>`
    SELECT r.address FROM "MailingRecipient" r JOIN "Mailing" m ON m.id = r."mailingId"
    WHERE m."senderId" = ${principal.userId}::uuid AND r.address LIKE ${pattern}
    GROUP BY r.address ORDER BY max(r."createdAt") DESC, r.address LIMIT ${AT_MOST}`
  return rows.map(({ address }) => address)
}
