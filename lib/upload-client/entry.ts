import type { BegunUpload } from '../uploads/schema'
import { pathOf } from './file-origin'
import { percent, type UploadItem, type UploadState } from './item'
import { roundSpeed, secondsLeft, SpeedMeter } from './speed'

/** A document that a file is a new one for. */
export type Replaced = { documentId: string; name: string }

export const newFileFor = (name: string) => `New file for ${name}`

/** One file as the queue works on it. */
export class Entry {
  readonly key: string
  readonly file: File
  readonly replaces: Replaced | null
  state: UploadState = 'waiting'
  error: string | null = null
  loaded = 0
  begun: BegunUpload | null = null
  inParts = false
  /** A person asked again: an upload that the app no longer knows may then become a new one. */
  mayBeginAgain = false
  /** What `begun` was before a new one is begun; it stays alive until that has worked. */
  former: BegunUpload | null = null
  /** Ends the run under way; the next run has another one. */
  abort = new AbortController()
  running = false
  readonly #path: string | null
  readonly #meter = new SpeedMeter()
  #item: UploadItem | null = null

  constructor(key: string, file: File, replaces: Replaced | null = null) {
    this.key = key
    this.file = file
    this.replaces = replaces
    this.#path = pathOf(file)
  }

  /** Takes what has left the browser; answers how many bytes that is more than before. */
  progress(loaded: number, at: number): number {
    const more = Math.max(0, loaded - this.loaded)
    this.loaded = loaded
    this.#meter.add(more, at)
    return more
  }

  enter(state: UploadState, error: string | null = null): void {
    if (state !== this.state) this.#meter.reset()
    this.state = state
    this.error = error
    if (state === 'done') this.loaded = this.file.size
  }

  /** The same object as last time when a reader would see no difference. */
  item(at: number): UploadItem {
    const next = this.#draw(at)
    if (this.#item === null || !looksLike(this.#item, next)) this.#item = next
    return this.#item
  }

  #draw(at: number): UploadItem {
    const { key, file, replaces, state, error, loaded, begun, inParts } = this
    const rate = state === 'uploading' ? this.#meter.rate(at) : 0
    return {
      key,
      name: replaces ? newFileFor(replaces.name) : file.name,
      replaces: replaces !== null,
      path: this.#path,
      size: file.size,
      loaded,
      state,
      error,
      documentId: begun?.documentId ?? null,
      uploadId: begun?.uploadId ?? null,
      inParts,
      percent: percent(loaded, file.size, state === 'done'),
      bytesPerSecond: roundSpeed(rate),
      secondsLeft: secondsLeft(file.size - loaded, rate),
    }
  }
}

function looksLike(a: UploadItem, b: UploadItem): boolean {
  return (
    a.state === b.state &&
    a.percent === b.percent &&
    a.error === b.error &&
    a.uploadId === b.uploadId &&
    a.inParts === b.inParts &&
    a.bytesPerSecond === b.bytesPerSecond &&
    a.secondsLeft === b.secondsLeft
  )
}
