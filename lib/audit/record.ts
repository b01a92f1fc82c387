import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import type { ClientInfo, Principal } from '../auth/principal'
import type { Db } from '../db'
import { proven } from './chain'
import { auditKey } from './key'

/** Everything that is worth a row. One verb a line, past tense, `<noun>.<verb>`. */
export type AuditAction =
  | 'agent-token.created'
  | 'agent-token.revoked'
  | 'document.uploaded'
  | 'document.ready'
  | 'document.rejected'
  | 'document.renamed'
  | 'document.deleted'
  | 'document.restored'
  | 'document.purged'
  | 'document.replacement-begun'
  | 'document.replaced'
  | 'document.replacement-rejected'
  | 'document.transferred'
  | 'document.rekeyed'
  | 'grant.given'
  | 'grant.changed'
  | 'grant.revoked'
  | 'link.created'
  | 'link.changed'
  | 'link.regenerated'
  | 'link.extended'
  | 'link.disabled'
  | 'link.enabled'
  | 'link.revoked'
  | 'link.code-sent'
  | 'link.code-refused'
  | 'group.created'
  | 'group.renamed'
  | 'group.deleted'
  | 'group.member-added'
  | 'group.member-removed'
  | 'sharing.policy-changed'
  | 'sharing.frozen'
  | 'sharing.unfrozen'
  | 'organisation.renamed'
  | 'organisation.logo-changed'
  | 'mailing.sent'
  | 'mailing.resent'
  | 'mailing.failed'
  | 'mailing.asked-again'
  | 'upload.abandoned'
  | 'url.issued'
  | 'url.revoked'
  | 'session.opened'
  | 'session.refused'
  | 'session.ended'
  | 'sessions.ended'
  | 'password.changed'
  | 'password.reset-asked'
  | 'member.invited'
  | 'member.joined'
  | 'member.disabled'
  | 'member.enabled'
  | 'member.role-changed'
  | 'member.reset-issued'
  | 'member.linked-oidc'
  | 'member.removed'
  | 'storage.limits-changed'
  | 'storage.member-limit-changed'
  | 'audit.exported'
  | 'retention.changed'
  | 'personal.erased'

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
  // The person answers for what their agents do; which of them it was stands beside it.
  const agent = common.actor?.kind === 'agent' ? { agent: common.actor.tokenId } : {}
  const rows = entries.map(({ documentId, subjectId, details }) => {
    const hash = Buffer.from(personal?.hash ?? sealOfServer()).toString('hex')
    return { documentId, subjectId, details: { ...details, ...agent }, hash }
  })
  // One statement of one parameter: row by row through Prisma, what a person with 20,000 documents leaves takes as long
  // as a transaction may.
  await db.$executeRaw`
    INSERT INTO "AuditEvent" (at, action, "actorId", "documentId", "subjectId", details, "personalHash")
    SELECT clock_timestamp(), ${common.action}, ${common.actor?.userId ?? common.actorId ?? null}::uuid, e."documentId",
           e."subjectId", e.details, decode(e.hash, 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS e("documentId" uuid, "subjectId" uuid, details jsonb, hash text)`
}

/** For a row of the server's own, which has nothing personal beside it. */
export function sealOfServer() {
  return proven(auditKey(), randomBytes(SERVER_BYTES), Date.now())
}

/** The salt keeps an erased address from being found again by trying all addresses against the hash. */
export function seal(client: ClientInfo) {
  const data = { ip: client.ip, userAgent: client.userAgent, salt: randomBytes(16).toString('base64url') }
  const commitment = createHash('sha256').update(JSON.stringify(data)).digest()
  return { hash: proven(auditKey(), commitment, Date.now()), data }
}

/** Shorter than a hash, so that rows without a personal part are told from those whose part was erased. */
const SERVER_BYTES = 16
const PROOF_BYTES = 22

/** Whether a row has or had a personal part. */
export function hadPersonal(hash: Uint8Array): boolean {
  return hash.length !== SERVER_BYTES + PROOF_BYTES
}
