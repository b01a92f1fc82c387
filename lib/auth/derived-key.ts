import 'server-only'
import { hkdfSync } from 'node:crypto'
import { env } from '../env'

/** A key of 32 bytes for one purpose alone, made from the server's secret: it says nothing about the others. */
export function derivedKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', env().NEXTAUTH_SECRET, '', `countersign ${purpose}`, 32))
}
