import type { BegunUpload } from '../uploads/schema'
import { percent, type UploadItem, type UploadState } from './item'
import { roundSpeed, secondsLeft, SpeedMeter } from './speed'

/** One file as the queue works on it. */
export class Entry {
  readonly key: string
  readonly file: File
  state: UploadState = 'waiting'
  error: string | null = null
  loaded = 0
  begun: BegunUpload | null = null
  /** A person asked again: an upload that the app no longer knows may then become a new one. */
  mayBeginAgain = false
  /** What `begun` was before a new one is begun; it stays alive until that has worked. */
  former: BegunUpload | null = null
  readonly abort = new AbortController()
  readonly #meter = new SpeedMeter()
  #item: UploadItem | null = null

  constructor(key: string, file: File) {
    this.key = key
    this.file = file
  }

  /** Takes what has left the browser in this attempt; answers how many bytes that is more than before. */
  progress(loaded: number, at: number): number {
    const more = Math.max(0, loaded - this.loaded)
    this.loaded = Math.max(this.loaded, loaded)
    this.#meter.add(more, at)
    return more
  }

  /** Whatever follows is a new attempt from the first byte. */
  enter(state: UploadState, error: string | null = null): void {
    this.state = state
    this.error = error
    this.loaded = state === 'done' ? this.file.size : 0
    this.#meter.reset()
  }

  /** The same object as last time when a reader would see no difference. */
  item(at: number): UploadItem {
    const next = this.#draw(at)
    if (this.#item === null || !looksLike(this.#item, next)) this.#item = next
    return this.#item
  }

  #draw(at: number): UploadItem {
    const { key, file, state, error, loaded } = this
    const rate = state === 'uploading' ? this.#meter.rate(at) : 0
    return {
      key,
      name: file.name,
      size: file.size,
      loaded,
      state,
      error,
      documentId: this.begun?.documentId ?? null,
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
    a.documentId === b.documentId &&
    a.bytesPerSecond === b.bytesPerSecond &&
    a.secondsLeft === b.secondsLeft
  )
}
