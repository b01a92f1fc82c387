import 'server-only'
import { env } from '../env'
import type { DeliveryKind } from '../generated/prisma/enums'
import { deliverByCloudFront } from './cloudfront'
import type { DeliveredUrl, Minted } from './delivered'
import { deliverDirect } from './direct'
import { deliverByEdge } from './edge'

const KINDS = { direct: 'DIRECT', edge: 'EDGE', cloudfront: 'CLOUDFRONT' } as const

/** How downloads are handed out here (DELIVERY); the ledger records it with each of them. */
export function deliveryKind(): (typeof KINDS)[keyof typeof KINDS] {
  return KINDS[env().DELIVERY]
}

/**
 * Makes the one URL for what mint recorded. Everything that hands out a URL of a file comes through here.
 * @param from when the life that the ledger recorded began, at the latest
 * @param kind as the ledger recorded it; what goes into a message is a URL of the bucket, for a copy of its recipient's own
 */
export async function deliver(minted: Minted, from: Date, kind: DeliveryKind): Promise<DeliveredUrl> {
  if (kind === 'EDGE') return deliverByEdge(minted, from)
  if (kind === 'CLOUDFRONT') return deliverByCloudFront(minted, from)
  return deliverDirect(minted, from)
}
