import 'server-only'
import type { Principal } from '../auth/principal'
import type { Guard } from '../documents/access'
import { readGrant, type GrantDetails } from '../sharing/grants/list'
import { toGrant } from './answers/grant'
import { tagged, tagOf, unchanged } from './tagged'

function etagOf({ documentId, row }: GrantDetails): string {
  const { id, role, viewOnly, expiresAt, giver } = row
  return tagOf([id, role, viewOnly, expiresAt, giver.id], toGrant(documentId, row))
}

/** The grant as it is now, with its ETag. @throws NOT_FOUND */
export async function grantAnswer(request: Request, principal: Principal, grantId: string): Promise<Response> {
  const found = await readGrant(principal, grantId)
  return tagged(request, toGrant(found.documentId, found.row), etagOf(found))
}

/** What `If-Match` asks of a grant that is locked for a change, if the request has it. */
export function unchangedGrant(request: Request, principal: Principal, grantId: string): Guard | undefined {
  return unchanged(request, async (tx) => etagOf(await readGrant(principal, grantId, tx)))
}
