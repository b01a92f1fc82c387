import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { derivedKey } from './derived-key'

/** Writes a value down so that nobody else can make or change one: `<base64url JSON>.<base64url HMAC>`. It can be read by all. */
export function signValue(purpose: string, value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${body}.${macOf(purpose, body).toString('base64url')}`
}

/** The value that was signed for this purpose, or null for anything else. */
export function readSigned(purpose: string, text: string): unknown {
  const [body = '', mac = '', ...rest] = text.split('.')
  const given = Buffer.from(mac, 'base64url')
  const right = macOf(purpose, body)
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null
  return JSON.parse(Buffer.from(body, 'base64url').toString())
}

function macOf(purpose: string, body: string): Buffer {
  return createHmac('sha256', derivedKey(purpose)).update(body).digest()
}
