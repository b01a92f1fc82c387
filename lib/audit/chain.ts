import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

// What the sealer and `npm run audit:verify` must agree on to the byte. The script runs without Next, so this file imports
// nothing of ours. Whatever changes here makes every older seal unreadable: give it a new version instead.

const VERSION = 'countersign audit 1'

/** Bytes of HMAC kept for each row. RFC 2104 §5 allows half of the hash; a row's place in its run does the rest. */
export const ROW_MAC_BYTES = 16

export type SealKey = { id: string; key: Uint8Array }

/** A row as ROW_COLUMNS reads it: every value as the text that PostgreSQL writes for it. */
export type RowText = {
  id: string
  at: string
  action: string
  actor: string | null
  document: string | null
  subject: string | null
  details: string
  personal: string | null
}

/** Times are kept in whole milliseconds, and jsonb has one way to write a value, so nothing of a row is lost or ambiguous. */
export const ROW_COLUMNS = `e.id::text AS id, (extract(epoch FROM e.at) * 1000)::bigint::text AS at, e.action,
  e."actorId"::text AS actor, e."documentId"::text AS document, e."subjectId"::text AS subject,
  e.details::text AS details, encode(e."personalHash", 'hex') AS personal`

/** A run of ids without a hole, and ROW_MAC_BYTES for each of its rows. */
export type Run = { firstId: bigint; lastId: bigint; macs: Uint8Array }

export type Seal = {
  id: bigint
  /** Milliseconds since 1970. */
  at: number
  keyId: string
  rows: number
  upTo: bigint
  drained: boolean
}

/** The key that seals with a secret. Bound to this purpose: it says nothing about what else the secret is used for. */
export function sealKey(secret: string): SealKey {
  const derive = (purpose: string, bytes: number) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `${VERSION} ${purpose}`, bytes))
  return { id: Buffer.from(derive('name', 8)).toString('hex'), key: derive('key', 32) }
}

export function rowMac({ key }: SealKey, row: RowText): Buffer {
  const { id, at, action, actor, document, subject, details, personal } = row
  return hmac(key, ['row', id, at, action, actor, document, subject, details, personal]).subarray(0, ROW_MAC_BYTES)
}

/** @param previous the mac of the seal before; null for the first */
export function sealMac({ key }: SealKey, seal: Seal, runs: readonly Run[], previous: Uint8Array | null): Buffer {
  const { id, at, keyId, rows, upTo, drained } = seal
  const covers = runs.map(({ firstId, lastId, macs }) => [String(firstId), String(lastId), hex(macs)])
  return hmac(key, ['seal', String(id), at, keyId, rows, String(upTo), drained, covers, previous && hex(previous)])
}

const TIME_BYTES = 6
const PROOF_MAC_BYTES = 16

/**
 * What every row carries in `personalHash`: a commitment (the hash of its personal part, or chance where it has none), and
 * the proof that the app made it, at this time. Without the key nobody can write a row that proves itself.
 */
export function proven({ key }: SealKey, commitment: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const time = Buffer.alloc(TIME_BYTES)
  time.writeUIntBE(at, 0, TIME_BYTES)
  const mac = hmac(key, ['origin', hex(commitment), at]).subarray(0, PROOF_MAC_BYTES)
  return new Uint8Array(Buffer.concat([commitment, time, mac]))
}

/** When the app made what carries this, in milliseconds; null if it did not, or with none of these keys. */
export function provenAt(keys: Iterable<SealKey>, carried: Uint8Array): number | null {
  const length = carried.length - TIME_BYTES - PROOF_MAC_BYTES
  if (length < 1) return null
  const at = Buffer.from(carried).readUIntBE(length, TIME_BYTES)
  const commitment = carried.subarray(0, length)
  for (const key of keys) if (timingSafeEqual(proven(key, commitment, at), carried)) return at
  return null
}

function hmac(key: Uint8Array, words: readonly unknown[]): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([VERSION, ...words]))
    .digest()
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
