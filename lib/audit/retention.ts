import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { record } from './record'
import type { Retention } from './schema'

/** How long personal data is kept. Until somebody decides: for ever. */
export async function readRetention(): Promise<Retention> {
  const select = { auditDays: true, ledgerDays: true }
  return (await db().retention.findUnique({ where: { id: 1 }, select })) ?? { auditDays: null, ledgerDays: null }
}

/** Sets it. What is older goes within a day (lib/audit/erase-old.ts). For administrators; the action has asked. */
export async function setRetention(principal: Principal, retention: Retention): Promise<void> {
  await db().$transaction(async (tx) => {
    const data = { ...retention, id: 1 }
    await tx.retention.upsert({ where: { id: 1 }, create: data, update: data, select: { id: true } })
    await record(tx, { action: 'retention.changed', actor: principal, details: retention })
  })
}
