import 'server-only'
import { db, type Db } from '../db'
import { log } from '../log'
import { anchorKey } from '../storage/keys'
import { headObject, writeSmall } from '../storage/objects'
import { SEALER_LOCK, sealAudit } from './seal'

/** What lies in the bucket under `anchors/`: enough to know the seal again, and nothing about people. */
export type Anchor = { date: string; seal: string; at: string; keyId: string; upTo: string; mac: string }

type Row = { date: Date; key: string; sealId: bigint }

/**
 * Writes the latest seal to the bucket, once a day (UTC): whoever cuts the end off the audit in the database then still
 * has to cut it off there. The row comes before the object; what was interrupted between the two is written the next time.
 * Throws STORE_DOWN.
 */
export async function anchorToday(): Promise<void> {
  const latest = await db().auditAnchor.findFirst({ orderBy: { date: 'desc' }, select: ROW })
  if (latest) await write(latest)
  const today = new Date(new Date().toISOString().slice(0, 10))
  if (latest && latest.date >= today) return
  // Whatever the rounds of the day did not look at: they only go back an hour.
  await sealAudit('all')
  const made = await db().$transaction((tx) => makeRow(tx, today))
  if (made) await write(made)
}

const ROW = { date: true, key: true, sealId: true } as const

async function makeRow(tx: Db, date: Date): Promise<Row | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEALER_LOCK})`
  const known = await tx.auditAnchor.findFirst({ orderBy: { date: 'desc' }, select: ROW })
  const seal = await tx.auditSeal.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  if (!seal || (known && (known.date >= date || known.sealId === seal.id))) return null
  const key = anchorKey(date.toISOString().slice(0, 10))
  return tx.auditAnchor.create({ data: { date, key, sealId: seal.id }, select: ROW })
}

/** Never over what is there: an anchor that could be rewritten would hold nothing. */
async function write({ date, key, sealId }: Row): Promise<void> {
  if (await headObject(key)) return
  const seal = await db().auditSeal.findUnique({ where: { id: sealId } })
  if (!seal) {
    log().error({ key, sealId: String(sealId) }, 'the seal of an anchor is gone; run `npm run audit:verify`')
    return
  }
  const anchor: Anchor = {
    date: date.toISOString().slice(0, 10),
    seal: String(sealId),
    at: seal.at.toISOString(),
    keyId: seal.keyId,
    upTo: String(seal.upTo),
    mac: Buffer.from(seal.mac).toString('hex'),
  }
  await writeSmall(key, `${JSON.stringify(anchor)}\n`)
}
