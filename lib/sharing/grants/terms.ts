import 'server-only'
import type { Db } from '../../db'
import { AppError } from '../../errors'
import type { GrantRole } from './roles'
import type { GranteeRef, Terms } from './schema'
import type { Sharer } from '../sharer'

/** A grant that was not revoked, locked; it may have run out. */
export type Standing = {
  id: string
  giverId: string
  role: GrantRole
  viewOnly: boolean
  expiresAt: Date | null
  expired: boolean
}

/** @throws NOT_ALLOWED for an editor who gives more than viewing, BAD_INPUT for an end that has passed */
export function assertMayGive(sharer: Sharer, { role, expiresAt }: Terms): void {
  if (!sharer.isOwner && role !== 'VIEWER')
    throw new AppError('NOT_ALLOWED', 'Only the owner can let others change this document.')
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw new AppError('BAD_INPUT', 'That end has passed already. Choose a later one.')
}

/** @throws NOT_ALLOWED for an editor, of what somebody else gave */
export function assertMayChange(sharer: Sharer, userId: string, standing: Standing): void {
  if (!sharer.isOwner && standing.giverId !== userId)
    throw new AppError('NOT_ALLOWED', 'Somebody else gave this. The owner, or who gave it, can change it.')
}

/** Waits for mints under the grants of this grantee, and keeps new ones waiting. */
export async function lockStanding(tx: Db, documentId: string, { kind, id }: GranteeRef): Promise<Standing | null> {
  const [standing] = await tx.$queryRaw<Standing[]>`
    SELECT id, "giverId", role::text, "viewOnly", "expiresAt", coalesce("expiresAt" <= clock_timestamp(), false) AS expired
    FROM "Capability"
    WHERE "documentId" = ${documentId}::uuid AND "revokedAt" IS NULL AND kind = ${kind}::"CapabilityKind"
      AND ${id}::uuid IN ("userId", "groupId")
    FOR UPDATE`
  return standing ?? null
}

/** The grant by its own id, which a client named: it counts only where it belongs to the document. */
export async function lockGrant(tx: Db, documentId: string, grantId: string): Promise<Standing | null> {
  const [standing] = await tx.$queryRaw<Standing[]>`
    SELECT id, "giverId", role::text, "viewOnly", "expiresAt", false AS expired
    FROM "Capability"
    WHERE id = ${grantId}::uuid AND "documentId" = ${documentId}::uuid AND kind IN ('USER', 'GROUP')
      AND "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > clock_timestamp())
    FOR UPDATE`
  return standing ?? null
}

/** Whether the new terms take anything away that the grant gave until now. */
export function narrows(before: Standing, after: Terms): boolean {
  if (before.expired) return false
  const ends = (at: Date | null) => at?.getTime() ?? Infinity
  return (
    (before.role === 'EDITOR' && after.role === 'VIEWER') ||
    (!before.viewOnly && after.viewOnly) ||
    ends(after.expiresAt) < ends(before.expiresAt)
  )
}

export function termsForAudit({ role, viewOnly, expiresAt }: Terms) {
  return { role, viewOnly, expiresAt: expiresAt?.toISOString() ?? null }
}
