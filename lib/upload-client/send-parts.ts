import type { FileJob } from './file-job'
import { PartSignatures } from './part-signatures'
import { PartTally } from './part-tally'
import { missingParts, partOf, PARTS_AT_ONCE, type PartPlan } from './parts'
import { sendPart, type PartEnd, type PartJob } from './send-part'
import type { Transport } from './transport'

/** Brings what the store does not have, some parts at once. The first part that cannot be had ends the others. */
export async function sendParts(job: FileJob, plan: PartPlan, transport: Transport): Promise<PartEnd> {
  const numbers = missingParts(plan)
  const tally = new PartTally(job.file.size, plan.partSize, plan.present)
  job.onHeld(tally.sum)
  const stop = new AbortController()
  const signal = AbortSignal.any([job.signal, stop.signal])
  const shared = { ...view(job, plan, numbers, transport), signal }

  let end: PartEnd = { kind: 'stored' }
  const waiting = [...numbers]
  const lane = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const ended = await sendPart(number, { ...shared, onProgress: progressOf(number, tally, job) }, transport)
      if (ended.kind === 'stored') continue
      if (end.kind === 'stored') end = ended
      return stop.abort()
    }
  }
  await Promise.all(Array.from({ length: PARTS_AT_ONCE }, lane))
  return end
}

/** What all parts have in common: the file waits only when none of its parts moves. */
function view(job: FileJob, plan: PartPlan, numbers: readonly number[], transport: Transport) {
  const { file, uploadId } = job
  const { partSize, checksums } = plan
  let moving = 0
  return {
    file,
    partSize,
    signatures: new PartSignatures({
      numbers,
      sign: (parts) => transport.signer.signParts(uploadId, parts),
      hash: checksums ? (number) => transport.hash(partOf(file, partSize, number)) : null,
    }),
    onSending: () => {
      moving += 1
      job.onSending()
    },
    onRest: () => void (moving -= 1),
    onRetry: (message: string | null) => {
      if (moving === 0) job.onRetry(message)
    },
  } satisfies Partial<PartJob>
}

function progressOf(number: number, tally: PartTally, job: FileJob): (loaded: number) => void {
  return (loaded) => {
    tally.set(number, loaded)
    job.onProgress(tally.sum)
  }
}
