import type { FileEnd } from './file-job'
import { ask, type Patience } from './persist'
import type { Signer } from './signer'

/**
 * An upload that the app signs no more has ended: maybe well, when an event or another tab was faster than the answer of
 * the store. How, the app knows. Never throws.
 */
export async function howItEnded(
  end: FileEnd,
  uploadId: string,
  signer: Pick<Signer, 'finish'>,
  patience: Patience,
): Promise<FileEnd> {
  if (end.kind !== 'failed' || !end.unsigned) return end
  const finished = await ask(() => signer.finish(uploadId), patience)
  if ('kind' in finished) return end
  if (finished.arrived) return { kind: 'stored' }
  return finished.reason === null ? end : { ...end, message: finished.reason }
}
