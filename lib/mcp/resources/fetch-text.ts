import 'server-only'
import { AppError } from '../../errors'

/** What a model can use at once, and what one request may hold in memory. */
export const MAX_TEXT_BYTES = 1024 ** 2

/** A megabyte takes this long on a line of 1 Mbit/s; a store that is slower is as good as down for one who waits. */
const WITHIN_MS = 10_000

/**
 * The text behind a signed URL. Never more than MAX_TEXT_BYTES is held, whatever the row or the store said of the size.
 * @returns null when it is longer than that or is not UTF-8
 * @throws STORE_DOWN
 */
export async function fetchText(url: string): Promise<string | null> {
  const bytes = await fetchBytes(url).catch((cause: unknown) => {
    throw new AppError('STORE_DOWN', undefined, { cause })
  })
  return bytes && decode(bytes)
}

async function fetchBytes(url: string): Promise<Uint8Array | null> {
  // The URL is a secret for as long as it lives: it follows no redirect and stays in no cache.
  const answer = await fetch(url, { redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(WITHIN_MS) })
  if (answer.status !== 200) throw new Error(`the store answered ${answer.status}`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_TEXT_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The type was sniffed from the start; the rest may still be something else. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
