import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import type { ClientInfo, Principal } from '../auth/principal'
import type { Db } from '../db'

/** Everything that is worth a row. One verb a line, past tense, `<noun>.<verb>`. */
export type AuditAction =
  | 'document.uploaded'
  | 'document.ready'
  | 'document.rejected'
  | 'document.renamed'
  | 'document.deleted'
  | 'upload.abandoned'
  | 'url.issued'
  | 'session.opened'
  | 'session.refused'
  | 'session.ended'
  | 'sessions.ended'
  | 'password.changed'
  | 'member.invited'
  | 'member.joined'
  | 'member.disabled'
  | 'member.enabled'
  | 'member.role-changed'
  | 'member.reset-issued'
  | 'member.linked-oidc'
  | 'storage.limits-changed'
  | 'storage.member-limit-changed'

export type AuditEntry = {
  action: AuditAction
  /** Null where the server itself acts (the reconciler, a notification). */
  actor: Principal | null
  /** Given where there is no principal yet, as at sign-in. */
  actorId?: string
  client?: ClientInfo
  documentId?: string
  /** The person or thing that was acted upon, where it is not the document. */
  subjectId?: string
  details?: Record<string, string | number | boolean | null>
}

/** What the entries of one batch have in common. */
type Common = Pick<AuditEntry, 'action' | 'actor' | 'actorId' | 'client'>
type Each = Pick<AuditEntry, 'documentId' | 'subjectId' | 'details'>

/**
 * Appends one audit row. Call it with the transaction that makes the change, so that neither exists without the other.
 * Addresses go beside the row, under their hash, so that they can be erased without touching it.
 */
export async function record(db: Db, entry: AuditEntry): Promise<void> {
  await recordMany(db, entry, [entry])
}

/** Appends rows that one act of one person causes; they share one personal row. */
export async function recordMany(db: Db, common: Common, entries: readonly Each[]): Promise<void> {
  const client = common.client ?? common.actor?.client
  const personal = client && seal(client)
  if (personal) await db.auditPersonal.create({ data: personal, select: { hash: true } })
  await db.auditEvent.createMany({
    data: entries.map((entry) => ({
      action: common.action,
      actorId: common.actor?.userId ?? common.actorId ?? null,
      documentId: entry.documentId ?? null,
      subjectId: entry.subjectId ?? null,
      details: entry.details ?? {},
      personalHash: personal?.hash ?? null,
    })),
  })
}

/** The salt keeps an erased address from being found again by trying all addresses against the hash. */
export function seal(client: ClientInfo) {
  const data = { ip: client.ip, userAgent: client.userAgent, salt: randomBytes(16).toString('base64url') }
  return { hash: createHash('sha256').update(JSON.stringify(data)).digest(), data }
}
