import type { UploadPlan } from '../uploads/schema'
import { OFFLINE, type Connection } from './connection'
import { pause } from './pause'
import { outlives } from './plan-life'
import { isReadable } from './readable'
import { backoff, RESIGNS, RETRIES, verdict, type Verdict } from './retry'
import type { Send } from './send'
import { isFinal, sentence, type Signer } from './signer'

export type FileJob = {
  file: File
  uploadId: string
  /** Null: sign first. */
  plan: UploadPlan | null
  signal: AbortSignal
  onSending: () => void
  onProgress: (loaded: number) => void
  /** An attempt failed and another one follows after a while; `message` says what is waited for. */
  onRetry: (message: string | null) => void
}

export type FileEnd =
  | { kind: 'stored' }
  | { kind: 'aborted' }
  /** `unsigned`: the app itself said no, maybe because it no longer knows this upload. */
  | { kind: 'failed'; message: string; unsigned: boolean }

export type Transport = { sign: Signer['sign']; send: Send; connection: Connection }

const UNREADABLE = 'The file was changed, moved or removed since you chose it. Choose it again.'

/** Brings one file to the store, with as many attempts as it deserves. Never throws. */
export async function uploadFile(job: FileJob, transport: Transport): Promise<FileEnd> {
  const { connection } = transport
  let plan = job.plan
  let retries = 0
  let resigns = 0
  while (!job.signal.aborted) {
    const attempt = await tryOnce(job, plan, transport)
    if (attempt.kind === 'stored' || attempt.kind === 'aborted') return attempt
    const { kind, message, broke, unsigned } = attempt
    if (kind === 'final') return { kind: 'failed', message, unsigned }
    plan = attempt.plan
    if (broke && connection.isOffline()) {
      // Being offline is not the store's failure: it may last, and it counts for nothing.
      job.onRetry(OFFLINE)
      await connection.whenBack(job.signal)
      continue
    }
    if (retries >= RETRIES || (kind === 'resign' && resigns >= RESIGNS))
      return { kind: 'failed', message, unsigned: false }
    job.onRetry(null)
    await pause(backoff(retries), job.signal)
    retries += 1
    if (kind === 'resign') resigns += 1
  }
  return { kind: 'aborted' }
}

type FailedAttempt = Verdict & {
  unsigned: boolean
  /** It failed in a way that being offline explains. */
  broke: boolean
  /** Good for the next attempt, too. */
  plan: UploadPlan | null
}

async function tryOnce(
  { file, uploadId, signal, onSending, onProgress }: FileJob,
  known: UploadPlan | null,
  { sign, send }: Transport,
): Promise<FailedAttempt | { kind: 'stored' } | { kind: 'aborted' }> {
  let plan: UploadPlan
  try {
    // A plan that was signed just now is not asked how long it lives: the clock here may be wrong.
    plan = known !== null && outlives(known, file.size, Date.now()) ? known : await sign(uploadId)
  } catch (error) {
    const unsigned = isFinal(error)
    return { kind: unsigned ? 'final' : 'again', message: sentence(error), unsigned, broke: true, plan: known }
  }
  if (signal.aborted) return { kind: 'aborted' }
  onSending()
  const outcome = await send(plan, file, { signal, onProgress })
  if (outcome.kind === 'stored' || outcome.kind === 'aborted') return outcome
  const broke = outcome.kind !== 'refused'
  const readable = !broke || (await isReadable(file))
  const judged = readable ? verdict(outcome) : ({ kind: 'final', message: UNREADABLE } as const)
  return { ...judged, broke, unsigned: false, plan: judged.kind === 'resign' ? null : plan }
}
