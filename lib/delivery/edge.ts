import 'server-only'
import { env } from '../env'
import { servedAs } from '../storage/served-as'
import { endOf, type DeliveredUrl, type Minted } from './delivered'
import { signTicket } from './ticket'

/** A URL of our own cache. It asks the app whether the row of the ledger still holds before it answers a byte. */
export function deliverByEdge(minted: Minted, from: Date): DeliveredUrl {
  const { EDGE_URL, EDGE_KEYS } = env()
  const [newest] = EDGE_KEYS
  if (!EDGE_URL || !newest) throw new Error('DELIVERY is edge without EDGE_URL or EDGE_KEYS')
  const expiresAt = endOf(minted, from)
  const ticket = signTicket(
    {
      key: minted.key,
      expires: Math.floor(expiresAt.getTime() / 1000),
      ...servedAs(minted),
      issuedUrlId: minted.issuedUrlId,
    },
    newest,
  )
  return { how: 'edge', url: `${EDGE_URL}/d?ticket=${ticket}`, expiresAt }
}
