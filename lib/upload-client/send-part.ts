import { partOf } from './parts'
import { UnreadPart, type PartSignatures } from './part-signatures'
import { persist, type Aborted, type GivenUp, type Tried } from './persist'
import type { Transport } from './transport'
import type { SendOutcome } from './send'
import { setbackByApp, setbackByFile, setbackByStore } from './setback'

export type PartEnd =
  | { kind: 'stored' }
  /** The store does not know the upload (any more): it was completed, or aborted. */
  | { kind: 'gone' }
  | Aborted
  | GivenUp

export type PartJob = {
  file: File
  partSize: number
  signatures: PartSignatures
  signal: AbortSignal
  onSending: () => void
  /** Bytes of this part in this attempt. */
  onProgress: (loaded: number) => void
  /** This attempt is over, well or not. */
  onRest: () => void
  onRetry: (message: string | null) => void
}

/** Brings one part to the store, with as many attempts as it takes. Never throws. */
export async function sendPart(number: number, job: PartJob, transport: Transport): Promise<PartEnd> {
  const body = partOf(job.file, job.partSize, number)
  const patience = { signal: job.signal, connection: transport.connection, onRetry: job.onRetry, endless: true }
  return persist<PartEnd>(() => tryOnce(number, body, job, transport), patience)
}

async function tryOnce(number: number, body: Blob, job: PartJob, transport: Transport): Promise<Tried<PartEnd>> {
  let target
  try {
    target = await job.signatures.get(number)
  } catch (error) {
    return { setback: error instanceof UnreadPart ? await setbackByFile(body) : setbackByApp(error) }
  }
  const { url, headers } = target
  const outcome = await sendInTurn({ strategy: 'put', url, headers }, body, job, transport)
  if (outcome.kind === 'stored' || outcome.kind === 'aborted') return { done: outcome }
  if (outcome.kind === 'refused' && outcome.status === 404) return { done: { kind: 'gone' } }
  const setback = await setbackByStore(outcome, body)
  if (setback.kind === 'resign') job.signatures.drop(number)
  return { setback }
}

async function sendInTurn(
  target: Parameters<Transport['send']>[0],
  body: Blob,
  { signal, onSending, onProgress, onRest }: PartJob,
  { slots, send }: Transport,
): Promise<SendOutcome> {
  const release = await slots.take(signal)
  if (release === null) return { kind: 'aborted' }
  onSending()
  const outcome = await send(target, body, { signal, onProgress })
  release()
  onProgress(outcome.kind === 'stored' ? body.size : 0)
  onRest()
  return outcome
}
