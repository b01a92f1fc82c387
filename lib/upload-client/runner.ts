import type { BegunUpload } from '../uploads/schema'
import type { Entry } from './entry'
import type { FileEnd } from './file-job'
import type { UploadState } from './item'
import type { Transport } from './transport'
import { uploadFile } from './upload-file'

/** An end that is not somebody's wish. */
export type RunEnd = Exclude<FileEnd, { kind: 'aborted' | 'elsewhere' }>

export type RunnerEvents = {
  onState: (entry: Entry, state: UploadState, message: string | null) => void
  onProgress: (entry: Entry, loaded: number) => void
  /** It can be gone on with another day. */
  onParts: (entry: Entry, begun: BegunUpload) => void
  onEnd: (entry: Entry, end: RunEnd) => void
  /** A place is free. */
  onFree: () => void
}

/** Runs some files at once, each file once at a time. */
export class Runner {
  readonly #transport: Transport
  readonly #filesAtOnce: number
  readonly #events: RunnerEvents
  running = 0

  constructor(transport: Transport, filesAtOnce: number, events: RunnerEvents) {
    this.#transport = transport
    this.#filesAtOnce = filesAtOnce
    this.#events = events
  }

  /** Starts those that wait, in their order, as far as there are places. */
  pump(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (this.running >= this.#filesAtOnce) return
      if (entry.state === 'waiting' && !entry.running && entry.begun !== null) void this.#run(entry, entry.begun)
    }
  }

  async #run(entry: Entry, begun: BegunUpload): Promise<void> {
    this.running += 1
    entry.running = true
    entry.abort = new AbortController()
    // What was signed at the beginning is good for one run: at the next the store has some of it.
    entry.begun = { ...begun, plan: null }
    const { signal } = entry.abort
    this.#events.onState(entry, 'starting', null)
    const end = await this.#upload(entry, begun, signal)
    entry.running = false
    this.running -= 1
    this.#ended(entry, end, signal)
    this.#events.onFree()
  }

  #upload(entry: Entry, begun: BegunUpload, signal: AbortSignal): Promise<FileEnd> {
    const { onState, onProgress, onParts } = this.#events
    const { uploadId, plan } = begun
    const { file, inParts } = entry
    const enter = (state: UploadState, message: string | null = null) => {
      if (!signal.aborted) onState(entry, state, message)
    }
    return uploadFile(
      {
        file,
        uploadId,
        plan,
        inParts,
        signal,
        onParts: () => onParts(entry, begun),
        onHeld: (bytes) => void (entry.loaded = bytes),
        onSending: () => enter('uploading'),
        onProgress: (loaded) => onProgress(entry, loaded),
        onRetry: (message) => enter('retrying', message),
      },
      this.#transport,
    )
  }

  #ended(entry: Entry, end: FileEnd, signal: AbortSignal): void {
    // It may have arrived in the moment in which it was paused. What else comes after an abort, the abort has said.
    if (end.kind === 'stored' || !signal.aborted) {
      if (end.kind === 'elsewhere') void this.#whenFree(entry, signal)
      else if (end.kind !== 'aborted') this.#events.onEnd(entry, end)
    }
  }

  /** Another tab sends it: this one takes over when that one stops, or is closed. */
  async #whenFree(entry: Entry, signal: AbortSignal): Promise<void> {
    this.#events.onState(entry, 'elsewhere', null)
    await this.#transport.locks.whenFree(entry.begun?.uploadId ?? '', signal)
    if (entry.state !== 'elsewhere' || signal.aborted) return
    this.#events.onState(entry, 'waiting', null)
    this.#events.onFree()
  }
}
