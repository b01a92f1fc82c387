import { createCipheriv, createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type ChaosFile = { name: string; size: number; sha256: string; open: () => Promise<File> }

const SMALLEST = 1_000

/** As many small ones as large ones of each order of magnitude, the first and the last as small and as large as can be. */
export function sizes(count: number, largest: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.round(SMALLEST * (largest / SMALLEST) ** (index / Math.max(1, count - 1))),
  )
}

/** Writes a file that nothing can compress, and that is another one for every name. */
export async function writeFileOf(folder: string, name: string, size: number): Promise<ChaosFile> {
  const key = createHash('sha256').update(`${name} ${size}`).digest()
  const bytes = createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size))
  const path = join(folder, name)
  await writeFile(path, bytes)
  const open = async () => new File([await openAsBlob(path)], name, { type: 'application/octet-stream' })
  return { name, size, sha256: createHash('sha256').update(bytes).digest('hex'), open }
}
