import 'server-only'
import type { Visitor } from '../../auth/link-session'
import type { DeliveredUrl } from '../../delivery/delivered'
import { mintLink, type Disposition } from '../../documents/mint'
import { visit } from './visit'

/**
 * Signs one URL for a visitor. What they proved goes into the statement that records it, which asks the whole gate again.
 * @throws NOT_FOUND, whatever is not fulfilled
 */
export async function openLink(token: string, visitor: Visitor, disposition: Disposition): Promise<DeliveredUrl> {
  const { link, proof } = await visit(token, visitor)
  const { tokenHash, version } = link
  return mintLink({ tokenHash, version, ...proof, client: visitor.client }, { disposition })
}
