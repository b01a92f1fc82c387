import type { Send, SendOutcome, Target } from '../../../lib/upload-client/send.ts'
import type { Signer } from '../../../lib/upload-client/signer.ts'
import type { BegunUpload, Finished, SignedPart, UploadPlan } from '../../../lib/uploads/schema.ts'
import type { WebClient } from '../web-client.ts'

/** A store that hangs is given up after this long. */
const PATIENCE_MS = 60_000

/** Brings bytes to the store without a browser. Never throws. */
export const send: Send = async (target, body, { signal, onProgress }) => {
  const outcome = await attempt(target, body, signal)
  if (outcome.kind === 'stored') onProgress(body.size)
  return outcome
}

async function attempt(target: Target, body: Blob, signal: AbortSignal): Promise<SendOutcome> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  try {
    const answer = await fetch(target.url, { ...requestOf(target, body), signal: patience })
    const said = await answer.text()
    if (answer.ok || (target.strategy === 'put' && answer.status === 412)) return { kind: 'stored' }
    return { kind: 'refused', status: answer.status, code: /<Code>(\w+)</.exec(said)?.[1] ?? null }
  } catch {
    return { kind: signal.aborted ? 'aborted' : patience.aborted ? 'silent' : 'network' }
  }
}

function requestOf(target: Target, body: Blob): RequestInit {
  if (target.strategy === 'put') return { method: 'PUT', headers: target.headers, body }
  const form = new FormData()
  for (const [name, value] of Object.entries(target.fields)) form.append(name, value)
  form.append('file', body, 'file')
  return { method: 'POST', body: form }
}

/** The app, asked as the page asks it: what it refuses itself is final, everything else is tried again. */
export function wireSigner(client: WebClient): Signer {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const json = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}
    const answer = await client.fetch(`/api/v1/uploads${path}`, { method, ...json })
    // One that breaks off in the middle, because its server was killed, is no answer.
    if (answer.ok) return (answer.status === 204 ? null : await answer.json()) as T
    const said = (await answer.json().catch(() => ({}))) as { detail?: string }
    throw refusal(said.detail ?? `It was answered ${answer.status}.`, answer.status < 500)
  }
  return {
    async begin(files, { checksums }) {
      const begun = await client.action<BegunUpload[]>('beginUploads', { files, checksums })
      if (begun.ok) return begun.data
      throw refusal(begun.message, !begun.code.endsWith('_DOWN') && begun.code !== 'INTERNAL')
    },
    sign: async (uploadId) => (await ask<{ plan: UploadPlan }>('POST', `/${uploadId}/sign`)).plan,
    signParts: async (uploadId, parts) =>
      (await ask<{ parts: SignedPart[] }>('POST', `/${uploadId}/parts`, { parts })).parts,
    finish: (uploadId) => ask<Finished>('POST', `/${uploadId}/finish`),
    abandon: (uploadId) => ask('DELETE', `/${uploadId}`),
  }
}

function refusal(message: string, final: boolean): Error {
  return Object.assign(new Error(message), { retryable: !final })
}
