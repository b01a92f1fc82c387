import { formatSize } from '@/lib/format/size'

export type RefusedFile = { key: string; name: string; size: number; message: string }

/** Parts a drop into what may go and what is refused before its first byte. */
export function admit<F extends Pick<File, 'name' | 'size'>>(
  files: readonly F[],
  maxBytes: number,
): { admitted: F[]; refused: RefusedFile[] } {
  const admitted = files.filter((file) => file.size <= maxBytes)
  const refused = files.filter((file) => file.size > maxBytes)
  const message = `Larger than ${formatSize(maxBytes)}, the most that is accepted here.`
  return {
    admitted,
    refused: refused.map(({ name, size }, index) => ({ key: `refused-${index}`, name, size, message })),
  }
}
