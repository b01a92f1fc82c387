import 'server-only'
import { db, type Db } from '../db'
import { record } from './record'
import { readRetention } from './retention'

const DAY_MS = 24 * 60 * 60_000
/** Sessions and one-time links that are over say who was where; a month is long enough to ask about them. */
const OVER_DAYS = 30
/** Small enough that nobody waits for its locks. */
const A_BATCH = 5_000

/**
 * Erases what is older than it may be kept: personal data beside audit rows, addresses in the ledger, sessions and
 * one-time links that are over. No audit row is touched, so every seal stays valid.
 */
export async function eraseOld(): Promise<void> {
  const { auditDays, ledgerDays } = await readRetention()
  if (auditDays !== null) await inBatches('audit', (tx) => ofAudit(tx, before(auditDays)))
  if (ledgerDays !== null) await inBatches('ledger', (tx) => ofLedger(tx, before(ledgerDays)))
  await whatIsOver(before(OVER_DAYS))
}

function before(days: number): Date {
  return new Date(Date.now() - days * DAY_MS)
}

async function inBatches(where: 'audit' | 'ledger', erase: (tx: Db) => Promise<number>): Promise<void> {
  for (let erased = A_BATCH; erased >= A_BATCH;) {
    erased = await db().$transaction(async (tx) => {
      const count = await erase(tx)
      if (count > 0) await record(tx, { action: 'personal.erased', actor: null, details: { [where]: count } })
      return count
    })
  }
}

async function ofAudit(tx: Db, cutoff: Date): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "AuditPersonal" WHERE hash IN (
      SELECT hash FROM "AuditPersonal" WHERE "createdAt" < ${cutoff} ORDER BY "createdAt" LIMIT ${A_BATCH})`
}

/** Only of URLs that are over: while one lives, who holds it decides what becomes of it. */
async function ofLedger(tx: Db, cutoff: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE "IssuedUrl" SET email = NULL WHERE id IN (
      SELECT id FROM "IssuedUrl" WHERE "expiresAt" < ${cutoff} AND email IS NOT NULL LIMIT ${A_BATCH})`
}

async function whatIsOver(cutoff: Date): Promise<void> {
  await db().session.deleteMany({ where: { OR: [{ endedAt: { lt: cutoff } }, { expiresAt: { lt: cutoff } }] } })
  await db().oneTimeLink.deleteMany({ where: { OR: [{ usedAt: { lt: cutoff } }, { expiresAt: { lt: cutoff } }] } })
}
