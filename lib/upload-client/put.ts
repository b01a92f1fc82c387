import type { PutTarget, SendOutcome } from './send'
import { transfer, type TransferOptions } from './transfer'

/** Sends a file, or a part of one, with one presigned PUT. Never throws. */
export async function put({ url, headers }: PutTarget, body: Blob, options: TransferOptions): Promise<SendOutcome> {
  // It is said by the browser itself, which lets nobody else do so.
  const { 'content-length': _, ...sent } = headers
  const outcome = await transfer({ method: 'PUT', url, headers: sent, body, size: body.size }, options)
  // Signed with `If-None-Match: *`: a former attempt arrived, only its answer did not.
  if (outcome.kind === 'refused' && outcome.status === 412) return { kind: 'stored' }
  return outcome
}
