import type { UploadPlan } from '../uploads/schema'
import type { SendOptions, SendOutcome } from './send'
import { s3ErrorCode } from './s3-error'

/** Chromium reports progress every 50 ms while bytes move; a radio that changes cells is quiet for some 30 s. */
export const SILENCE_MS = 60_000

/**
 * Before the first byte the file may wait in the browser: all tabs together get six connections to a host, and the
 * uploads of another tab may hold them. A host that does not exist is reported by the browser itself much earlier.
 */
const WAITING = 5

/**
 * After the last byte the store moves the form from its spool into its volumes before it answers. At a modest
 * 20 MB/s the largest form (5 GiB) needs 268 s.
 */
const STORING_BYTES_PER_MS = 20_000

/** Milliseconds of silence to bear between the last byte and the store's answer. */
export function answerAllowance(size: number, silenceMs: number = SILENCE_MS): number {
  return silenceMs + Math.ceil(size / STORING_BYTES_PER_MS)
}

/**
 * Sends a file with one presigned POST. The time-out is on silence, never on total time. Never throws.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function post(
  plan: UploadPlan,
  file: File,
  { signal, onProgress, silenceMs = SILENCE_MS }: SendOptions & { silenceMs?: number },
): Promise<SendOutcome> {
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' })
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest()
    let timer: ReturnType<typeof setTimeout> | undefined
    const abort = () => xhr.abort()
    const end = (outcome: SendOutcome) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    const allow = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        end({ kind: 'silent' })
        xhr.abort()
      }, ms)
    }
    signal.addEventListener('abort', abort)
    xhr.upload.onprogress = (event) => {
      allow(silenceMs)
      onProgress(fileBytes(event, file.size))
    }
    xhr.upload.onload = () => allow(answerAllowance(file.size, silenceMs))
    xhr.onload = () => end(read(xhr))
    xhr.onerror = () => end({ kind: 'network' })
    xhr.onabort = () => end({ kind: 'aborted' })
    xhr.open('POST', plan.url)
    allow(silenceMs * WAITING)
    xhr.send(form(plan.fields, file))
  })
}

function form(fields: Record<string, string>, file: File): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  // S3 ignores every field after the file. The name is ours, so that no odd one gets into a header of the form.
  data.append('file', file, 'file')
  return data
}

/** The fields stand before the file, so what the form has more than the file went first. */
function fileBytes(event: ProgressEvent, size: number): number {
  const around = event.total - size
  return Math.min(size, Math.max(0, event.loaded - around))
}

function read(xhr: XMLHttpRequest): SendOutcome {
  if (xhr.status >= 200 && xhr.status < 300) return { kind: 'stored' }
  return { kind: 'refused', status: xhr.status, code: s3ErrorCode(xhr.responseText) }
}
