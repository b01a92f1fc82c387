import type { DocumentsEvent } from '@/lib/documents/schema'

export type LiveEvents = {
  /** The stream is open: what was shown before may be stale. */
  onRefresh: () => void
  onDocuments: (event: DocumentsEvent) => void
  onSignedOut: () => void
  /** False once the stream has been gone for a while, true when it is back. */
  onConnected: (connected: boolean) => void
}

/** As much of an EventSource as is used. */
type Source = {
  readonly readyState: number
  close(): void
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void
}
export type LiveParts = { open: () => Source; isSignedOut: () => Promise<boolean> }

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** A restart of the server takes a few seconds, and nobody has to be told about it. */
const TELL_AFTER_MS = 6_000
const CLOSED = 2

/** One stream to the server that comes back by itself. Knows no React; `open` and `close` may be called in any order. */
export class LiveConnection {
  readonly #parts: LiveParts
  readonly #events: LiveEvents
  #wanted = false
  #source: Source | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #tell: ReturnType<typeof setTimeout> | undefined
  #wait = FIRST_WAIT_MS

  constructor(parts: LiveParts, events: LiveEvents) {
    this.#parts = parts
    this.#events = events
  }

  open(): void {
    this.#wanted = true
    if (this.#source) return
    clearTimeout(this.#retry)
    const source = this.#parts.open()
    this.#source = source
    source.addEventListener('refresh', () => this.#opened())
    source.addEventListener('documents', ({ data }) => this.#events.onDocuments(JSON.parse(data) as DocumentsEvent))
    source.addEventListener('signed-out', () => this.#end())
    source.addEventListener('error', () => void this.#lost(source))
  }

  close(): void {
    this.#wanted = false
    clearTimeout(this.#retry)
    clearTimeout(this.#tell)
    this.#tell = undefined
    this.#source?.close()
    this.#source = undefined
    this.#wait = FIRST_WAIT_MS
  }

  #opened(): void {
    this.#wait = FIRST_WAIT_MS
    clearTimeout(this.#tell)
    this.#tell = undefined
    this.#events.onConnected(true)
    this.#events.onRefresh()
  }

  #end(): void {
    this.close()
    this.#events.onSignedOut()
  }

  async #lost(source: Source): Promise<void> {
    // Ours backs off; the browser's own retry would ask a struggling server every three seconds for ever.
    const refused = source.readyState === CLOSED
    source.close()
    if (this.#source !== source) return
    this.#source = undefined
    this.#tell ??= setTimeout(() => this.#events.onConnected(false), TELL_AFTER_MS)
    // EventSource keeps the status to itself.
    if (refused && (await this.#parts.isSignedOut())) return this.#end()
    if (!this.#wanted || this.#source) return
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.open(), this.#wait * (0.75 + Math.random() / 2))
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS)
  }
}
