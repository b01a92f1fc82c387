import 'server-only'
import type { Db } from '../db'

/**
 * Erases what the audit knows about a person beyond ids: addresses and browsers of what they did, and of sign-ins refused
 * in their name. The rows stay, and every seal over them (docs/audit.md). For the erasure of a person.
 * @returns how many were erased
 */
export async function erasePersonal(tx: Db, userId: string): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "AuditPersonal" p USING "AuditEvent" e
    WHERE e."personalHash" = p.hash
      AND (e."actorId" = ${userId}::uuid OR (e.action = 'session.refused' AND e."subjectId" = ${userId}::uuid))`
}
