import 'server-only'
import { sealOfServer } from '../audit/record'
import { db } from '../db'
import { deliver } from '../delivery/deliver'
import { faultPoint } from '../fault-point'

type Row = { issuedUrlId: string; key: string; fileName: string; contentType: string }

/**
 * Authorises, records and signs the URL that a message carries (the function mint_mailed). Its life is what the message
 * says, to the second, whenever it is signed: so a message that is made again after a crash is the same message.
 * @returns null when the link does not open, or may have no such URL
 */
export async function mintMailed(linkId: string, life: { startsAt: Date; endsAt: Date }): Promise<string | null> {
  const { startsAt, endsAt } = life
  const seconds = Math.round((endsAt.getTime() - startsAt.getTime()) / 1000)
  const [row] = await db().$queryRaw<Row[]>`
    SELECT * FROM mint_mailed(${linkId}::uuid, ${startsAt}::timestamptz, ${seconds}::integer, ${sealOfServer()})`
  if (!row) return null
  await faultPoint('mail.minted')
  const { url } = await deliver({ ...row, inline: false, seconds }, startsAt, 'MAILED')
  return url
}
