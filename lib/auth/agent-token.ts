import 'server-only'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

// cs_agent_<id>_<secret><checksum>. A prefix of our own and a checksum let secret scanners tell a leaked token from noise
// without asking us; nothing here trusts the checksum.

const PREFIX = 'cs_agent_'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 62²² > 2¹²⁸, 62⁴³ > 2²⁵⁶, 62⁶ > 2³². */
const [ID_LENGTH, SECRET_LENGTH, CHECKSUM_LENGTH] = [22, 43, 6]
const SECRET_BYTES = 32

const SHAPE = new RegExp(`^${PREFIX}([0-9A-Za-z]{${ID_LENGTH}})_([0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}})$`)
const BEGINNING = new RegExp(`^${PREFIX}([0-9A-Za-z]{${ID_LENGTH}})(_|$)`)

export type NewAgentToken = { token: string; secretHash: Uint8Array<ArrayBuffer> }

/** Makes the token of this id. It is shown once; only the hash is kept. */
export function newAgentToken(id: string): NewAgentToken {
  const head = `${PREFIX}${base62(BigInt(`0x${id.replaceAll('-', '')}`), ID_LENGTH)}_`
  const secret = base62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_LENGTH)
  const token = head + secret + base62(BigInt(crc32(head + secret)), CHECKSUM_LENGTH)
  return { token, secretHash: hashOf(token) }
}

/** The row that a token names, or null when it has not the shape of one. It proves nothing yet. */
export function agentTokenId(token: string): string | null {
  const [, id] = SHAPE.exec(token) ?? []
  return id ? uuidOf(id) : null
}

/** The row that a token names, or the beginning of one that was cut off behind its id: to find whose was found somewhere. */
export function agentTokenIdIn(text: string): string | null {
  const [, id] = BEGINNING.exec(text) ?? []
  return id ? uuidOf(id) : null
}

function uuidOf(id: string): string | null {
  let number = 0n
  for (const digit of id) number = number * 62n + BigInt(ALPHABET.indexOf(digit))
  const hex = number.toString(16).padStart(32, '0')
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}

/** Whether the stored hash is that of this token, in a time that tells nothing of how much of it is right. */
export function isAgentToken(token: string, secretHash: Uint8Array): boolean {
  return timingSafeEqual(hashOf(token), secretHash)
}

/** Of the whole token. Without a key or salt, since nobody can try 2²⁵⁶ secrets. */
function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

function base62(number: bigint, length: number): string {
  let text = ''
  for (let rest = number; rest > 0n; rest /= 62n) text = ALPHABET[Number(rest % 62n)]! + text
  return text.padStart(length, '0')
}
