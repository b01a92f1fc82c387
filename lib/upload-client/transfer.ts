import { s3ErrorCode } from './s3-error'
import type { SendOptions, SendOutcome } from './send'

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

export type Shipment = {
  method: 'POST' | 'PUT'
  url: string
  headers: Record<string, string>
  body: FormData | Blob
  /** Bytes of the file in the body. */
  size: number
}

export type TransferOptions = SendOptions & { silenceMs?: number }

/** One request to the store. The time-out is on silence, never on total time. Never throws. */
export function transfer(
  { method, url, headers, body, size }: Shipment,
  { signal, onProgress, silenceMs = SILENCE_MS }: TransferOptions,
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
      onProgress(fileBytes(event, size))
    }
    xhr.upload.onload = () => allow(answerAllowance(size, silenceMs))
    xhr.onload = () => end(read(xhr))
    xhr.onerror = () => end({ kind: 'network' })
    xhr.onabort = () => end({ kind: 'aborted' })
    xhr.open(method, url)
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value)
    allow(silenceMs * WAITING)
    xhr.send(body)
  })
}

/** The fields of a form stand before the file, so what the body has more than the file went first. */
function fileBytes(event: ProgressEvent, size: number): number {
  const around = event.total - size
  return Math.min(size, Math.max(0, event.loaded - around))
}

function read(xhr: XMLHttpRequest): SendOutcome {
  if (xhr.status >= 200 && xhr.status < 300) return { kind: 'stored' }
  return { kind: 'refused', status: xhr.status, code: s3ErrorCode(xhr.responseText) }
}
