import 'server-only'
import { env } from '../env'
import { shared } from '../shared'
import { readWhole } from '../storage/objects'
import { ping, scanStream, type ScannerAddress, type Verdict } from './clamd'

function scanner(): ScannerAddress | null {
  const { CLAMD_HOST: host, CLAMD_PORT: port } = env()
  return host ? { host, port } : null
}

/** Whether files are scanned before they become READY. */
export function scans(): boolean {
  return scanner() !== null
}

/** Throws SCANNER_DOWN when files are scanned and the scanner does not answer: cheaper to know before a copy is made. */
export async function requireScanner(): Promise<void> {
  const address = scanner()
  if (address) await ping(address)
}

/**
 * Scans an object that nobody can write any more. Null where no scanner is set. One at a time a process: a scanner is
 * a shared and slow thing, and its memory is what a flood of uploads would fill.
 * @throws SCANNER_DOWN, STORE_DOWN
 */
export async function scanObject({ key, size }: { key: string; size: number }): Promise<Verdict | null> {
  const address = scanner()
  if (!address) return null
  // Not left to clamd: it hangs up in mid-stream, and its answer is lost with the connection more often than not.
  if (size > env().CLAMD_MAX_BYTES) return { verdict: 'too-large' }
  const line = shared('scan-line', () => ({ last: Promise.resolve() as Promise<unknown> }))
  const mine = line.last.then(async () => scanStream(address, await readWhole(key)))
  line.last = mine.catch(() => undefined)
  return mine
}
