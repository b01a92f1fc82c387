import type { UploadPlan } from '../uploads/schema'
import type { FileEnd, FileJob } from './file-job'
import { howItEnded } from './how-it-ended'
import { uploadParts } from './multipart'
import type { PartPlan } from './parts'
import { persist, type Aborted, type Tried } from './persist'
import { outlives } from './plan-life'
import type { SendOutcome, Target } from './send'
import { setbackByApp, setbackByStore } from './setback'
import type { Transport } from './transport'

type Whole = { kind: 'stored' } | Aborted | { kind: 'parts'; plan: PartPlan }

/** Brings one file to the store, with as many attempts as it deserves. Never throws. */
export async function uploadFile(job: FileJob, transport: Transport): Promise<FileEnd> {
  const { signal, onRetry, inParts } = job
  const patience = { signal, connection: transport.connection, onRetry, endless: inParts }
  let plan = job.plan
  const attempt = () => tryOnce(job, plan, transport, (next) => (plan = next))
  const end = await persist<Whole>(attempt, patience)
  if (end.kind === 'parts') return uploadParts(job, end.plan, transport)
  return howItEnded(end, job.uploadId, transport.signer, patience)
}

async function tryOnce(
  job: FileJob,
  known: UploadPlan | null,
  transport: Transport,
  /** What is good for the next attempt, too. */
  keep: (plan: UploadPlan | null) => void,
): Promise<Tried<Whole>> {
  const { file, uploadId, signal } = job
  let plan: UploadPlan
  try {
    // A plan that was signed just now is not asked how long it lives: the clock here may be wrong.
    plan = known !== null && outlives(known, file.size, Date.now()) ? known : await transport.signer.sign(uploadId)
  } catch (error) {
    return { setback: setbackByApp(error) }
  }
  if (signal.aborted) return { done: { kind: 'aborted' } }
  if (plan.strategy === 'multipart') return { done: { kind: 'parts', plan } }
  const outcome = await sendWhole(plan, job, transport)
  if (outcome.kind === 'stored' || outcome.kind === 'aborted') return { done: outcome }
  const setback = await setbackByStore(outcome, file)
  keep(setback.kind === 'resign' ? null : plan)
  // The next attempt starts from the first byte.
  job.onProgress(0)
  return { setback }
}

async function sendWhole(target: Target, job: FileJob, { slots, send }: Transport): Promise<SendOutcome> {
  const { file, signal } = job
  const release = await slots.take(signal)
  if (release === null) return { kind: 'aborted' }
  job.onSending()
  const outcome = await send(target, file, { signal, onProgress: job.onProgress })
  release()
  return outcome
}
