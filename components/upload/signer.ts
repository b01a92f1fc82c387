import { beginUploads, replaceFile } from '@/app/(workspace)/documents/actions'
import { callAction } from '@/components/notices/call-action'
import { raiseTrouble } from '@/components/notices/tab-state'
import type { Signer } from '@/lib/upload-client/queue'
import type { Result } from '@/lib/errors'
import type { BeginHow } from '@/lib/upload-client/signer'
import type {
  BegunUpload,
  FileToUpload,
  Finished,
  SignedPart,
  UnfinishedUpload,
  UploadPlan,
} from '@/lib/uploads/schema'

/** What trying the same once more cannot mend. Without an answer, and after a 5xx, it can. */
const FINAL = new Set([
  'BAD_INPUT',
  'SIGNED_OUT',
  'NOT_ALLOWED',
  'WRONG_ORIGIN',
  'NOT_FOUND',
  'CONFLICT',
  'QUOTA_EXCEEDED',
  'TOO_LARGE',
  'UPDATED',
])

const SILENT = 'Countersign does not answer. Check your connection.'

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
  async begin(files, how) {
    const outcome = await callAction(() => begin(files, how))
    if (outcome.ok) return outcome.data
    throw new SignerError(outcome.message, outcome.code)
  },
  async sign(uploadId) {
    const { plan } = await read<{ plan: UploadPlan }>(ask('POST', `/${uploadId}/sign`))
    return plan
  },
  async signParts(uploadId, wanted) {
    const { parts } = await read<{ parts: SignedPart[] }>(ask('POST', `/${uploadId}/parts`, { parts: wanted }))
    return parts
  },
  finish: (uploadId) => read<Finished>(ask('POST', `/${uploadId}/finish`)),
  async abandon(uploadId) {
    await ask('DELETE', `/${uploadId}`)
  },
}

async function begin(files: FileToUpload[], { checksums, replaces }: BeginHow): Promise<Result<BegunUpload[]>> {
  const [file] = files
  if (replaces === null || file === undefined) return beginUploads({ files, checksums })
  const begun = await replaceFile({ documentId: replaces, file, checksums })
  return begun.ok ? { ok: true, data: [begun.data] } : begun
}

/** A tray can offer no more than these, and whoever has more unfinished uploads has another problem. */
const UNFINISHED = '?strategy=multipart&status=receiving&limit=100'

type Listed = Pick<UnfinishedUpload, 'documentId' | 'name' | 'size' | 'replaces'> & { id: string; createdAt: string }

export async function listUnfinished(): Promise<UnfinishedUpload[]> {
  const { uploads } = await read<{ uploads: Listed[] }>(ask('GET', UNFINISHED))
  return uploads.map(({ id, documentId, name, size, replaces, createdAt }) => ({
    uploadId: id,
    documentId,
    name,
    size,
    replaces,
    startedAt: createdAt,
  }))
}

async function read<T>(asked: Promise<Response>): Promise<T> {
  const answer = await asked
  // One that breaks off in the middle, because its server was stopped, is no answer.
  return answer.json().catch(() => {
    throw new SignerError(SILENT, null)
  }) as Promise<T>
}

async function ask(method: string, path: string, body?: object): Promise<Response> {
  const json = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
  // `keepalive`: what is cancelled, or sent to its last byte, before the page is left is still told.
  const answer = await fetch(`/api/v1/uploads${path}`, { method, keepalive: true, ...json }).catch(() => null)
  if (!answer) throw new SignerError(SILENT, null)
  if (answer.ok) return answer
  if (answer.status === 401) raiseTrouble('signed-out')
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; code?: string }
  throw new SignerError(problem.detail ?? 'Countersign could not prepare this upload. Try again.', problem.code ?? null)
}
