import type { UnfinishedUpload } from '../uploads/schema'
import { withHandle, handleOf, type FileHandle } from './file-origin'
import type { Replaced } from './entry'
import { differenceFrom } from './fingerprint'
import { isBusy } from './item'
import { openHandle } from './open-handle'
import type { UploadQueue } from './queue'
import type { ResumeRecord, ResumeRecords } from './resume-store'
import { sentence, type Signer } from './signer'
import type { TabNews } from './tab-news'
import type { UploadLocks } from './upload-locks'

export type UnfinishedItem = UnfinishedUpload & {
  /**
   * `click`: the browser finds the file by itself. `choose`: the person has to, and it is compared with what is known.
   * `anew`: begun on another device, so nothing is known of the file, and it is sent from its first byte.
   */
  way: 'click' | 'choose' | 'anew'
  /** Another tab is sending it. */
  elsewhere: boolean
  /** A sentence: why it could not be gone on with. */
  error: string | null
}

export type UnfinishedOptions = {
  list: () => Promise<UnfinishedUpload[]>
  abandon: Signer['abandon']
  queue: Pick<UploadQueue, 'add' | 'replace' | 'adopt' | 'snapshot' | 'subscribe'>
  records: ResumeRecords
  locks: UploadLocks
  news: TabNews
}

/**
 * An upload rests for a week at most; what is remembered of it lives a day longer. That the list does not have it is no
 * proof that it ended: the list is that of whoever is signed in, maybe since a moment ago and in another tab.
 */
const REMEMBERED_MS = 8 * 24 * 3_600_000

/** What was begun and not brought to an end: as the server knows it, together with what this browser remembers. */
export class UnfinishedUploads {
  readonly #options: UnfinishedOptions
  readonly #listeners = new Set<() => void>()
  readonly #errors = new Map<string, string>()
  /** Their handle led to nothing. */
  readonly #lost = new Set<string>()
  #listed: readonly UnfinishedUpload[] = []
  #records = new Map<string, ResumeRecord>()
  #taken: ReadonlySet<string> = new Set()
  #queued: ReadonlyMap<string, 'busy' | 'rests'> = new Map()
  #snapshot: readonly UnfinishedItem[] = []

  constructor(options: UnfinishedOptions) {
    this.#options = options
    options.queue.subscribe(() => this.#queueMoved())
    options.news.listen(() => void this.refresh())
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The same array until something changed. */
  snapshot(): readonly UnfinishedItem[] {
    return this.#snapshot
  }

  /** Asks app and browser again. Never throws: what could not be learned stays as it was. */
  async refresh(): Promise<void> {
    const { list, records, locks } = this.#options
    const asked = Date.now()
    try {
      const [listed, kept, taken] = await Promise.all([list(), records.all(), locks.taken()])
      this.#listed = listed
      this.#records = new Map(kept.map((record) => [record.uploadId, record]))
      this.#taken = taken
      this.#forgetEnded(asked)
    } catch {
      return
    }
    this.#publish()
  }

  /** Goes on with a file that the browser finds by itself. Has to begin with a click. */
  async resume(uploadId: string): Promise<void> {
    const handle = this.#records.get(uploadId)?.handle
    if (!handle) return
    this.#say(uploadId, null)
    const opened = await openHandle(handle)
    const failed = 'message' in opened ? opened.message : await this.#goOn(uploadId, opened.file, handle)
    if (failed === null) return
    this.#lost.add(uploadId)
    this.#say(uploadId, failed)
  }

  /** Goes on with the file that the person chose, if it is the right one. */
  async choose(uploadId: string, file: File): Promise<void> {
    this.#say(uploadId, null)
    const failed = this.#records.has(uploadId)
      ? await this.#goOn(uploadId, file, handleOf(file))
      : await this.#beginAnew(uploadId, file)
    if (failed !== null) this.#say(uploadId, failed)
  }

  /** Ends the upload; what the store has of it is deleted. */
  async discard(uploadId: string): Promise<void> {
    const failed = await this.#abandon(uploadId)
    if (failed !== null) this.#say(uploadId, failed)
  }

  async #goOn(uploadId: string, file: File, handle: FileHandle | null): Promise<string | null> {
    const known = this.#records.get(uploadId)
    const upload = this.#listed.find((one) => one.uploadId === uploadId)
    if (known === undefined || upload === undefined) return 'This upload has ended. Upload the file again.'
    try {
      const difference = await differenceFrom(known.fingerprint, file)
      if (difference !== null) return difference
    } catch {
      return 'The file cannot be read. Choose it again.'
    }
    this.#options.queue.adopt(upload, handle === null ? file : withHandle(file, handle), replacedBy(upload))
    return null
  }

  /** Its old bytes may be another file's: they are given up first, so that the new ones find room. */
  async #beginAnew(uploadId: string, file: File): Promise<string | null> {
    const upload = this.#listed.find((one) => one.uploadId === uploadId)
    if (upload !== undefined && upload.size !== file.size) {
      const [has, should] = [file.size, upload.size].map((bytes) => bytes.toLocaleString('en'))
      return `This is not the file that was being uploaded: it has ${has} bytes, not ${should}.`
    }
    const failed = await this.#abandon(uploadId)
    if (failed !== null) return failed
    const replaces = upload === undefined ? null : replacedBy(upload)
    if (replaces === null) this.#options.queue.add([file])
    else this.#options.queue.replace(replaces, file)
    return null
  }

  async #abandon(uploadId: string): Promise<string | null> {
    try {
      await this.#options.abandon(uploadId)
    } catch (error) {
      return sentence(error)
    }
    await this.#options.records.forget(uploadId)
    this.#listed = this.#listed.filter((one) => one.uploadId !== uploadId)
    this.#publish()
    this.#options.news.tell()
    return null
  }

  #say(uploadId: string, message: string | null): void {
    if (message === null) this.#errors.delete(uploadId)
    else this.#errors.set(uploadId, message)
    this.#publish()
  }

  /** What this tab sends itself is not shown twice; what it let go may be unfinished now. */
  #queueMoved(): void {
    const { items } = this.#options.queue.snapshot()
    const states = new Map<string, 'busy' | 'rests'>()
    for (const { inParts, uploadId, state } of items) {
      if (inParts && uploadId !== null) states.set(uploadId, isBusy(state) ? 'busy' : 'rests')
    }
    const before = this.#queued
    const went = [...before.keys()].some((uploadId) => !states.has(uploadId))
    const changed = [...states].some(([uploadId, state]) => before.get(uploadId) !== state)
    if (!went && !changed) return
    this.#queued = states
    this.#options.news.tell()
    if (went) void this.refresh()
    else this.#publish()
  }

  #forgetEnded(asked: number): void {
    const living = new Set(this.#listed.map(({ uploadId }) => uploadId))
    for (const { uploadId, keptAt } of this.#records.values()) {
      if (living.has(uploadId) || this.#queued.has(uploadId) || keptAt > asked - REMEMBERED_MS) continue
      void this.#options.records.forget(uploadId)
    }
  }

  #publish(): void {
    const shown = this.#listed.filter(({ uploadId }) => !this.#queued.has(uploadId))
    const next = shown.map((upload) => this.#draw(upload))
    if (JSON.stringify(next) === JSON.stringify(this.#snapshot)) return
    this.#snapshot = next
    for (const listener of this.#listeners) listener()
  }

  #draw(upload: UnfinishedUpload): UnfinishedItem {
    const { uploadId } = upload
    const record = this.#records.get(uploadId)
    const way = record === undefined ? 'anew' : record.handle && !this.#lost.has(uploadId) ? 'click' : 'choose'
    return { ...upload, way, elsewhere: this.#taken.has(uploadId), error: this.#errors.get(uploadId) ?? null }
  }
}

function replacedBy({ replaces, documentId, name }: UnfinishedUpload): Replaced | null {
  return replaces ? { documentId, name } : null
}
