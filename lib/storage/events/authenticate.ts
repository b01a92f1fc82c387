import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares a presented secret with the right one in constant time, whatever their lengths. */
export function sameSecret(presented: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(presented), digest(right))
}
