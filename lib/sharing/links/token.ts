import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { env } from '../../env'

/** 256 bits, base64url. Shown once: only its hash is kept. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token. Without a key or salt, since nobody can try 2²⁵⁶ tokens. */
export function linkTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

export function linkUrl(token: string): string {
  return `${env().APP_URL}/s/${token}`
}
