import { randomFillSync } from 'node:crypto'
import { closeSync, openSync, statfsSync, writeSync } from 'node:fs'
import { Problem } from '../scripts/problem.ts'

const BLOCK = 16 * 2 ** 20

/** Writes a file that nothing can compress. */
export function makeFile(path: string, size: number): void {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(BLOCK)
  for (let left = size; left > 0; left -= BLOCK) writeSync(file, randomFillSync(block), 0, Math.min(left, BLOCK))
  closeSync(file)
}

export function requireSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  const [needed, free] = [bytes, bavail * bsize].map((value) => Math.ceil(value / 1e9))
  if (bavail * bsize < bytes)
    throw new Problem(`${folder} has ${free} GB free; this needs ${needed} GB. Set TMPDIR or BENCH_BYTES.`)
}
