import type { FileEnd, FileJob } from './file-job'
import { howItEnded } from './how-it-ended'
import type { PartPlan } from './parts'
import { pause } from './pause'
import { ask } from './persist'
import { backoff } from './retry'
import { sendParts } from './send-parts'
import type { Transport } from './transport'

/** Twice a store may have lost a part that it acknowledged; after that something else is wrong. */
const ROUNDS = 3

const INCOMPLETE = 'The file store does not have all parts of the file. Try again.'

/** Brings a file to the store in parts, beginning with what is not there yet. Never throws. */
export async function uploadParts(job: FileJob, plan: PartPlan, transport: Transport): Promise<FileEnd> {
  job.onParts()
  const release = await transport.locks.take(job.uploadId)
  if (release === null) return { kind: 'elsewhere' }
  try {
    return await untilArrived(job, plan, transport)
  } finally {
    release()
  }
}

/** The server joins the parts and says whether it could; what it misses is sent again. */
async function untilArrived(job: FileJob, first: PartPlan, { connection, ...rest }: Transport): Promise<FileEnd> {
  const { uploadId, signal, onRetry } = job
  const patience = { signal, connection, onRetry, endless: true }
  let plan = first
  for (let round = 0; round < ROUNDS; round += 1) {
    const sent = await sendParts(job, plan, { connection, ...rest })
    if (sent.kind === 'aborted' || sent.kind === 'failed') return howItEnded(sent, uploadId, rest.signer, patience)
    const finished = await ask(() => rest.signer.finish(uploadId), patience)
    if ('kind' in finished) return finished
    if (finished.arrived) return { kind: 'stored' }
    if (finished.reason !== null) return { kind: 'failed', message: finished.reason, unsigned: true }
    await pause(backoff(round), signal)
    const again = await ask(() => rest.signer.sign(uploadId), patience)
    if ('kind' in again) return howItEnded(again, uploadId, rest.signer, patience)
    if (again.strategy !== 'multipart') break
    plan = again
  }
  return { kind: 'failed', message: INCOMPLETE, unsigned: true }
}
