import 'server-only'
import type { Principal } from '../auth/principal'
import type { Guard } from '../documents/access'
import { readLink } from '../sharing/links/list'
import type { LinkDetails } from '../sharing/links/schema'
import { toLink } from './answers/link'
import { tagged, tagOf, unchanged } from './tagged'

/** Of another password only the version tells. */
function etagOf(link: LinkDetails): string {
  const { id, version, label, expiresAt, password, recipients, viewOnly, notifyOnOpen, maxDownloads } = link
  const terms = [id, version, label, expiresAt, password, recipients, viewOnly, notifyOnOpen, maxDownloads]
  return tagOf(terms, toLink(link))
}

/** The link as it is now, with its ETag. @throws NOT_FOUND */
export async function linkAnswer(request: Request, principal: Principal, linkId: string): Promise<Response> {
  const link = await readLink(principal, linkId)
  return tagged(request, toLink(link), etagOf(link))
}

/** What `If-Match` asks of a link that is locked for a change, if the request has it. */
export function unchangedLink(request: Request, principal: Principal, linkId: string): Guard | undefined {
  return unchanged(request, async (tx) => etagOf(await readLink(principal, linkId, tx)))
}
