import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { seal } from '../audit/record'
import type { ClientInfo, Principal } from '../auth/principal'
import { prepared } from '../db'
import { deliver, deliveryKind } from '../delivery/deliver'
import type { DeliveredUrl, Minted } from '../delivery/delivered'
import { env } from '../env'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'

export type Disposition = 'attachment' | 'inline'

/** What a visitor brings to a link: the token, and what the link session says was proved under which version of it. */
export type LinkVisit = {
  tokenHash: Uint8Array
  version: number
  passwordProved: boolean
  /** Lower case; null when no address was proved. */
  email: string | null
  client: ClientInfo
}

const MINT = `SELECT * FROM mint($1, $2, $3, $4, $5, $6, $7, $8, $9)`
const MINT_LINK = `SELECT * FROM mint_link($1, $2, $3, $4, $5, $6, $7, $8, $9)`

/** A row without a key: the document is being moved to another one. */
type Row = Minted | { [column in keyof Minted]: null }

/**
 * Authorises, records and signs one URL for reading. Authorising and recording are one SQL statement (the function
 * mint of the migrations); only what it committed is signed.
 * @throws NOT_FOUND when the document is absent, not ready, or not the principal's to read in this way
 */
export async function mint(
  principal: Principal,
  documentId: string,
  want: { disposition: Disposition } = { disposition: 'attachment' },
): Promise<DeliveredUrl> {
  const personal = seal(principal.client)
  const values = [
    principal.userId,
    principal.kind === 'user' ? principal.sessionId : null,
    principal.kind === 'agent' ? principal.tokenId : null,
    documentId,
    want.disposition === 'inline',
    env().DOWNLOAD_URL_TTL,
    deliveryKind(),
    personal.hash,
    JSON.stringify(personal.data),
  ]
  return delivered(() => prepared<Row>('mint', MINT, values))
}

/**
 * The same for who holds a link (the function mint_link): its gate, expiry, counter and the organisation's policy are
 * asked in the statement that records the URL. Throws NOT_FOUND, whatever of it is not fulfilled.
 */
export async function mintLink(visit: LinkVisit, want: { disposition: Disposition }): Promise<DeliveredUrl> {
  const personal = seal(visit.client)
  const values = [
    visit.tokenHash,
    visit.version,
    visit.passwordProved,
    visit.email,
    want.disposition === 'inline',
    env().DOWNLOAD_URL_TTL,
    deliveryKind(),
    personal.hash,
    JSON.stringify(personal.data),
  ]
  return delivered(() => prepared<Row>('mint-link', MINT_LINK, values))
}

/** A re-key copies at 100 MB/s and more: what is not through after this is large, and its reader had better come again. */
const WAIT_MS = 15_000
const ASK_AGAIN_MS = 100

async function delivered(ask: () => Promise<Row[]>): Promise<DeliveredUrl> {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    // The URL's life is counted from before the ledger's: one that is signed late must not outlive its row, or a
    // revocation would take it for over while it still answers.
    const asked = new Date()
    const [row] = await ask()
    if (!row) throw new AppError('NOT_FOUND')
    await faultPoint('mint.recorded')
    if (row.key !== null) return deliver(row, asked, deliveryKind())
    if (Date.now() > deadline) throw new AppError('MOVING')
    await pause(ASK_AGAIN_MS)
  }
}
