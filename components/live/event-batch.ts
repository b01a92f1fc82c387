import type { DocumentRow, DocumentsEvent } from '@/lib/documents/schema'

/** A big drop says three things about each of its files; drawing a table ten times a second is enough. */
const EVERY_MS = 100

/** Passes the first event on at once, and what follows on its heels together. Of each document the last word counts. */
export class EventBatch {
  readonly #deliver: (event: DocumentsEvent) => void
  readonly #waiting = new Map<string, DocumentRow | null>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(deliver: (event: DocumentsEvent) => void) {
    this.#deliver = deliver
  }

  add({ changed, gone }: DocumentsEvent): void {
    for (const row of changed) this.#waiting.set(row.id, row)
    for (const id of gone) this.#waiting.set(id, null)
    if (this.#timer === undefined) this.#flush()
  }

  /** Forgets what waits: everything is about to be read again. */
  clear(): void {
    this.#waiting.clear()
  }

  #flush(): void {
    this.#timer = undefined
    if (this.#waiting.size === 0) return
    const changed = [...this.#waiting.values()].filter((row) => row !== null)
    const gone = [...this.#waiting].flatMap(([id, row]) => (row === null ? [id] : []))
    this.#waiting.clear()
    this.#timer = setTimeout(() => this.#flush(), EVERY_MS)
    this.#deliver({ changed, gone })
  }
}
