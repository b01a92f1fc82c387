import { FILES_AT_ONCE } from '../uploads/limits'
import type { BegunUpload } from '../uploads/schema'
import { Beginner } from './beginner'
import { Entry, type Replaced } from './entry'
import { isBusy, isOver, type QueueSnapshot, type UploadState } from './item'
import { Publisher } from './publisher'
import { queueParts, type UploadQueueOptions } from './queue-parts'
import type { ResumeRecords } from './resume-store'
import { Runner, type RunEnd } from './runner'
import type { Signer } from './signer'
import { SpeedMeter } from './speed'
import type { TabNews } from './tab-news'
import { sameTotal, totalOf } from './total'

export type { QueueSnapshot, UploadItem, UploadState, UploadTotal } from './item'
export type { UploadQueueOptions } from './queue-parts'
export type { Signer } from './signer'

type BegunIds = Pick<BegunUpload, 'documentId' | 'uploadId'>

/** Brings dropped files to the store, some at once, and tells listeners how far they are. Knows no React and no server. */
export class UploadQueue {
  readonly #signer: Signer
  readonly #records: ResumeRecords | null
  readonly #news: Pick<TabNews, 'tell'> | null
  readonly #rest: () => void
  readonly #beginner: Beginner
  readonly #runner: Runner
  readonly #publisher = new Publisher((last) => this.#draw(last))
  readonly #meter = new SpeedMeter()
  #entries: Entry[] = []
  // Not crypto.randomUUID: pages on a LAN address without TLS have none.
  #lastKey = 0

  constructor(signer: Signer, options: UploadQueueOptions = {}) {
    const { transport, records, news, rest } = queueParts(signer, options)
    this.#signer = signer
    this.#records = records
    this.#news = news
    this.#rest = rest
    this.#beginner = new Beginner((files, how) => signer.begin(files, how), transport.connection, {
      onBegun: (entry, begun) => this.#begun(entry, begun),
      onFailed: (entry, message) => this.#unbegun(entry, message),
      onWaiting: (entry, message) => this.#enter(entry, 'waiting', message),
    })
    this.#runner = new Runner(transport, options.filesAtOnce ?? FILES_AT_ONCE, {
      onState: (entry, state, message) => this.#enter(entry, state, message),
      onProgress: (entry, loaded) => this.#progress(entry, loaded),
      onParts: (entry, begun) => this.#remember(entry, begun),
      onEnd: (entry, end) => this.#ended(entry, end),
      onFree: () => this.#pump(),
    })
  }

  add(files: readonly File[]): void {
    this.#begin(files.map((file) => this.#entryFor(file)))
  }

  /** Brings a new file for a document that has one. */
  replace(document: Replaced, file: File): void {
    this.#begin([this.#entryFor(file, document)])
  }

  /** Goes on with an upload that was begun earlier, maybe before a reload; `file` must be the one that was begun. */
  adopt({ documentId, uploadId }: BegunIds, file: File, replaces: Replaced | null = null): void {
    const known = this.#entries.find(({ begun, state }) => begun?.uploadId === uploadId && state !== 'cancelled')
    if (known !== undefined) return known.state === 'failed' ? this.retry(known.key) : this.resume(known.key)
    const entry = this.#entryFor(file, replaces)
    entry.begun = { documentId, uploadId, plan: null }
    entry.inParts = true
    this.#entries = [...this.#entries, entry]
    this.#pump()
    this.#publisher.now()
  }

  /** Stops a file that goes in parts; what the store has, it keeps. */
  pause(key: string): void {
    const entry = this.#find(key)
    if (entry === undefined || !entry.inParts || !isBusy(entry.state)) return
    this.#enter(entry, 'paused')
    entry.abort.abort()
    this.#publisher.now()
  }

  resume(key: string): void {
    const entry = this.#find(key)
    if (entry?.state !== 'paused') return
    this.#enter(entry, 'waiting')
    this.#pump()
    this.#publisher.now()
  }

  /** Stops a file that is not there yet, and tells the app. */
  cancel(key: string): void {
    const entry = this.#find(key)
    if (entry === undefined || isOver(entry.state)) return
    this.#enter(entry, 'cancelled')
    entry.abort.abort()
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

  /**
   * Takes one file, or all, off the list: only such as nothing happens to here. Of all at once those stay unfinished,
   * for another day, that failed in the middle of their parts.
   */
  dismiss(key?: string): void {
    const goes = ({ key: own, state }: Entry) =>
      key === undefined ? isOver(state) : own === key && (isOver(state) || state === 'elsewhere')
    const gone = this.#entries.filter(goes)
    this.#entries = this.#entries.filter((entry) => !goes(entry))
    for (const { state, begun, inParts, abort } of gone) {
      abort.abort()
      if (state === 'failed' && !(inParts && key === undefined)) this.#abandon(begun)
    }
    this.#publisher.now()
  }

  /** Ends everything here: what goes in parts can be gone on with later, the rest is cancelled. */
  stop(): void {
    for (const { inParts, abort } of this.#entries) if (inParts) abort.abort()
    this.#entries = this.#entries.filter(({ inParts }) => !inParts)
    for (const { key } of this.#entries) this.cancel(key)
    this.#publisher.now()
  }

  subscribe(listener: () => void): () => void {
    return this.#publisher.subscribe(listener)
  }

  snapshot(): QueueSnapshot {
    return this.#publisher.snapshot
  }

  /** Whether leaving the page would stop something. */
  get busy(): boolean {
    return this.#entries.some(({ state }) => isBusy(state))
  }

  #entryFor(file: File, replaces: Replaced | null = null): Entry {
    return new Entry(String((this.#lastKey += 1)), file, replaces)
  }

  #begin(entries: readonly Entry[]): void {
    this.#entries = [...this.#entries, ...entries]
    this.#beginner.push(entries)
    this.#publisher.now()
  }

  #find(key: string): Entry | undefined {
    return this.#entries.find((entry) => entry.key === key)
  }

  #begun(entry: Entry, begun: BegunUpload): void {
    this.#abandon(entry.former)
    entry.former = null
    if (entry.state === 'cancelled') return this.#abandon(begun)
    entry.begun = begun
    this.#enter(entry, 'waiting')
    this.#pump()
  }

  #unbegun(entry: Entry, message: string): void {
    entry.begun = entry.former
    entry.former = null
    if (entry.state === 'cancelled') this.#abandon(entry.begun)
    this.#enter(entry, 'failed', message)
  }

  #pump(): void {
    this.#runner.pump(this.#entries)
    const idle = this.#runner.running === 0
    this.#publisher.tick(!idle)
    if (!idle) return
    this.#meter.reset()
    this.#rest()
  }

  #ended(entry: Entry, end: RunEnd): void {
    if (entry.state === 'cancelled') return
    if (end.kind === 'stored') {
      this.#enter(entry, 'done')
      if (entry.inParts) this.#forget(entry.begun)
    } else if (end.unsigned && entry.mayBeginAgain) this.#beginAgain(entry)
    else this.#enter(entry, 'failed', end.message)
  }

  #beginAgain(entry: Entry): void {
    entry.mayBeginAgain = false
    entry.former = entry.begun
    entry.begun = null
    entry.inParts = false
    this.#enter(entry, 'waiting')
    this.#beginner.push([entry])
  }

  #progress(entry: Entry, loaded: number): void {
    const at = Date.now()
    this.#meter.add(entry.progress(loaded, at), at)
    this.#publisher.bytesSoon()
  }

  #enter(entry: Entry, state: UploadState, error: string | null = null): void {
    if (entry.state === 'cancelled' || (entry.state === state && entry.error === error)) return
    entry.enter(state, error)
    this.#publisher.soon()
  }

  #remember(entry: Entry, begun: BegunUpload): void {
    entry.inParts = true
    this.#publisher.soon()
    void this.#records?.keep(begun, entry.file)
  }

  #forget(begun: BegunUpload | null): void {
    if (begun !== null) void this.#records?.forget(begun.uploadId)
  }

  #abandon(begun: BegunUpload | null): void {
    if (begun === null) return
    // Best effort: what was not told is found by the server when the upload's time is over.
    const told = () => this.#news?.tell()
    this.#signer.abandon(begun.uploadId).then(told, told)
    this.#forget(begun)
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
