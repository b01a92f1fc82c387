import { beginUploads } from '@/app/(workspace)/documents/actions'
import { callAction } from '@/components/notices/call-action'
import { raiseTrouble } from '@/components/notices/tab-state'
import type { Signer } from '@/lib/upload-client/queue'
import type { UploadPlan } from '@/lib/uploads/schema'

/** What trying the same once more cannot mend. Without an answer, and after a 5xx, it can. */
const FINAL = new Set([
  'BAD_INPUT',
  'SIGNED_OUT',
  'NOT_ALLOWED',
  'WRONG_ORIGIN',
  'NOT_FOUND',
  'CONFLICT',
  'TOO_LARGE',
  'UPDATED',
])

class SignerError extends Error {
  override readonly name = 'SignerError'
  readonly retryable: boolean

  constructor(message: string, code: string | null) {
    super(message)
    this.retryable = code === null || !FINAL.has(code)
  }
}

/** The app, as the upload queue sees it. Only the beginning is a server action: see `sign` in app/api/v1/uploads. */
export const signer: Signer = {
  async begin(files) {
    const outcome = await callAction(() => beginUploads({ files }))
    if (outcome.ok) return outcome.data
    throw new SignerError(outcome.message, outcome.code)
  },
  async sign(uploadId) {
    const answer = await ask('POST', `${uploadId}/sign`)
    const { plan } = (await answer.json()) as { plan: UploadPlan }
    return plan
  },
  async abandon(uploadId) {
    await ask('DELETE', uploadId)
  },
}

async function ask(method: string, path: string): Promise<Response> {
  // `keepalive`: what is cancelled by leaving is still told.
  const answer = await fetch(`/api/v1/uploads/${path}`, { method, keepalive: true }).catch(() => null)
  if (!answer) throw new SignerError('Countersign does not answer. Check your connection.', null)
  if (answer.ok) return answer
  if (answer.status === 401) raiseTrouble('signed-out')
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; code?: string }
  throw new SignerError(problem.detail ?? 'Countersign could not prepare this upload. Try again.', problem.code ?? null)
}
