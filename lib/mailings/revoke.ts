import 'server-only'
import type { Principal } from '../auth/principal'
import { revoke } from '../sharing/revoke'
import type { RevokeAnswer } from '../sharing/revoke-answer'
import { linksOfSent } from './own'

/**
 * Takes back what was sent to these recipients, and nothing from the others of the same message. What is still queued is
 * not sent any more. @throws NOT_FOUND unless all are of the principal's own messages
 */
export async function revokeMail(principal: Principal, recipientIds: readonly string[]): Promise<RevokeAnswer> {
  const links = await linksOfSent(principal, recipientIds)
  return revoke(
    principal,
    links.map(({ linkId }) => ({ kind: 'LINK', id: linkId })),
  )
}
