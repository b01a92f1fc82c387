import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedKey } from './derived-key'

// What opens something (codes, links, signed URLs) rests in tables for a while: in queues, in answers that are kept. None of
// it is to be read there or in a backup.

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a value (AES-256-GCM, the nonce in front, NIST SP 800-38D) for one purpose of who has the server's secret. */
export function sealBox(purpose: string, value: unknown): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', derivedKey(purpose), nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** The value of a box. Throws when it was changed, or sealed with another secret or for another purpose. */
export function openBox(purpose: string, box: string): unknown {
  const bytes = Buffer.from(box, 'base64')
  const tagEnd = NONCE_BYTES + TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(purpose), bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString())
}
