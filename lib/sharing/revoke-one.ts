import 'server-only'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { revoke } from './revoke'
import type { RevokeAnswer } from './revoke-answer'

/** Revokes what is known by its id alone, if it is of one of these kinds and stands. @throws NOT_FOUND as revoke() */
export async function revokeOne(
  principal: Principal,
  kinds: readonly ('USER' | 'GROUP' | 'LINK')[],
  id: string,
): Promise<RevokeAnswer> {
  const found = await db().capability.findFirst({
    where: { id, kind: { in: [...kinds] }, revokedAt: null },
    select: { kind: true },
  })
  return revoke(principal, found ? [{ kind: found.kind, id }] : [])
}
