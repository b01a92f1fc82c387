import { FILES_AT_ONCE, type BegunUpload } from '../uploads/schema'
import { Beginner } from './beginner'
import { browserConnection, type Connection } from './connection'
import { Entry } from './entry'
import { isBusy, type QueueSnapshot, type UploadState } from './item'
import { post } from './post'
import { Publisher } from './publisher'
import type { Send } from './send'
import type { Signer } from './signer'
import { SpeedMeter } from './speed'
import { sameTotal, totalOf } from './total'
import { uploadFile, type FileEnd } from './upload-file'

export type { QueueSnapshot, UploadItem, UploadState, UploadTotal } from './item'
export type { Signer } from './signer'

export type UploadQueueOptions = { send?: Send; connection?: Connection; filesAtOnce?: number }

/** Brings dropped files to the store, some at once, and tells listeners how far they are. Knows no React and no server. */
export class UploadQueue {
  readonly #signer: Signer
  readonly #send: Send
  readonly #connection: Connection
  readonly #filesAtOnce: number
  readonly #beginner: Beginner
  readonly #publisher = new Publisher((last) => this.#draw(last))
  readonly #meter = new SpeedMeter()
  #entries: Entry[] = []
  #running = 0
  // Not crypto.randomUUID: pages on a LAN address without TLS have none.
  #lastKey = 0

  constructor(signer: Signer, options: UploadQueueOptions = {}) {
    this.#signer = signer
    this.#send = options.send ?? post
    this.#connection = options.connection ?? browserConnection
    this.#filesAtOnce = options.filesAtOnce ?? FILES_AT_ONCE
    this.#beginner = new Beginner((files) => signer.begin(files), this.#connection, {
      onBegun: (entry, begun) => this.#begun(entry, begun),
      onFailed: (entry, message) => this.#unbegun(entry, message),
      onWaiting: (entry, message) => this.#enter(entry, 'waiting', message),
    })
  }

  add(files: readonly File[]): void {
    const entries = files.map((file) => new Entry(String((this.#lastKey += 1)), file))
    this.#entries = [...this.#entries, ...entries]
    this.#beginner.push(entries)
    this.#publisher.now()
  }

  /** Stops a file that is not there yet, and tells the app. */
  cancel(key: string): void {
    const entry = this.#find(key)
    if (entry === undefined || !isBusy(entry.state)) return
    entry.abort.abort()
    this.#enter(entry, 'cancelled')
    this.#abandon(entry.begun)
    this.#abandon(entry.former)
    entry.former = null
    this.#publisher.now()
  }

  /** Tries a failed file again. */
  retry(key: string): void {
    const entry = this.#find(key)
    if (entry?.state !== 'failed') return
    entry.mayBeginAgain = true
    entry.enter('waiting')
    if (entry.begun === null) this.#beginner.push([entry])
    else this.#pump()
    this.#publisher.now()
  }

  /** Takes one file, or all, off the list: only such as are done, failed or cancelled. */
  dismiss(key?: string): void {
    const gone = new Set(
      this.#entries.filter((entry) => !isBusy(entry.state) && (key === undefined || entry.key === key)),
    )
    this.#entries = this.#entries.filter((entry) => !gone.has(entry))
    for (const entry of gone) if (entry.state === 'failed') this.#abandon(entry.begun)
    this.#publisher.now()
  }

  subscribe(listener: () => void): () => void {
    return this.#publisher.subscribe(listener)
  }

  snapshot(): QueueSnapshot {
    return this.#publisher.snapshot
  }

  /** Whether leaving the page would lose something. */
  get busy(): boolean {
    return this.#entries.some(({ state }) => isBusy(state))
  }

  #find(key: string): Entry | undefined {
    return this.#entries.find((entry) => entry.key === key)
  }

  #begun(entry: Entry, begun: BegunUpload): void {
    this.#abandon(entry.former)
    entry.former = null
    if (entry.abort.signal.aborted) return this.#abandon(begun)
    entry.begun = begun
    this.#enter(entry, 'waiting')
    this.#pump()
  }

  #unbegun(entry: Entry, message: string): void {
    entry.begun = entry.former
    entry.former = null
    if (entry.abort.signal.aborted) this.#abandon(entry.begun)
    this.#enter(entry, 'failed', message)
  }

  #pump(): void {
    for (const entry of this.#entries) {
      if (this.#running >= this.#filesAtOnce) break
      if (entry.state === 'waiting' && entry.begun !== null) void this.#run(entry, entry.begun)
    }
    this.#publisher.tick(this.#running > 0)
    if (this.#running === 0) this.#meter.reset()
  }

  async #run(entry: Entry, { uploadId, plan }: BegunUpload): Promise<void> {
    const { file, abort } = entry
    this.#running += 1
    this.#enter(entry, 'starting')
    const end = await uploadFile(
      {
        file,
        uploadId,
        plan,
        signal: abort.signal,
        onSending: () => this.#enter(entry, 'uploading'),
        onProgress: (loaded) => this.#progress(entry, loaded),
        onRetry: (message) => this.#enter(entry, 'retrying', message),
      },
      { sign: (id) => this.#signer.sign(id), send: this.#send, connection: this.#connection },
    )
    this.#running -= 1
    this.#finish(entry, end)
    this.#pump()
  }

  #finish(entry: Entry, end: FileEnd): void {
    // Cancelled: its state says so already.
    if (entry.abort.signal.aborted || end.kind === 'aborted') return
    if (end.kind === 'stored') return this.#enter(entry, 'done')
    if (end.unsigned && entry.mayBeginAgain) {
      entry.mayBeginAgain = false
      entry.former = entry.begun
      entry.begun = null
      this.#enter(entry, 'waiting')
      return this.#beginner.push([entry])
    }
    this.#enter(entry, 'failed', end.message)
  }

  #progress(entry: Entry, loaded: number): void {
    const at = Date.now()
    this.#meter.add(entry.progress(loaded, at), at)
    this.#publisher.soon()
  }

  #enter(entry: Entry, state: UploadState, error: string | null = null): void {
    if (entry.state === 'cancelled') return
    entry.enter(state, error)
    this.#publisher.soon()
  }

  #abandon(begun: BegunUpload | null): void {
    // Best effort: what was not told is found by the server when the upload's time is over.
    if (begun !== null) this.#signer.abandon(begun.uploadId).catch(() => undefined)
  }

  #draw(last: QueueSnapshot): QueueSnapshot {
    const at = Date.now()
    const items = this.#entries.map((entry) => entry.item(at))
    const same = items.length === last.items.length && items.every((item, index) => item === last.items[index])
    const total = totalOf(items, this.#meter.rate(at))
    if (same && sameTotal(total, last.total)) return last
    return { items: same ? last.items : items, total }
  }
}
