import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedKey } from '../auth/derived-key'

// Messages carry what opens something: codes, later links. None of it is to be read in a queue's table or its backups.

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a value (AES-256-GCM, the nonce in front, NIST SP 800-38D) for who has the server's secret. */
export function sealBox(value: unknown): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', derivedKey('mail queue'), nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** The value of a box. Throws when it was changed or sealed with another secret. */
export function openBox(box: string): unknown {
  const bytes = Buffer.from(box, 'base64')
  const tagEnd = NONCE_BYTES + TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', derivedKey('mail queue'), bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString())
}
