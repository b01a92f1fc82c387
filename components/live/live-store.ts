import type { DocumentRow, DocumentsEvent, DocumentStatusWord } from '@/lib/documents/schema'
import { EventBatch } from './event-batch'

type Subscriber = { onDocuments?: (event: DocumentsEvent) => void; onRefresh?: () => void; onChange?: () => void }

/**
 * What the live stream has said. The journal holds the last word on each document since the stream opened: a page that
 * the server read a moment before a change, and that arrives after it, is put right with it.
 */
export class LiveStore {
  readonly #subscribers = new Set<Subscriber>()
  readonly #journal = new Map<string, DocumentRow | null>()
  readonly #rows = new Map<string, DocumentRow | null>()
  readonly #batch = new EventBatch((event) => this.apply(event))
  #connected = true
  #opened = false

  get journal(): ReadonlyMap<string, DocumentRow | null> {
    return this.#journal
  }

  get connected(): boolean {
    return this.#connected
  }

  /** The last status heard of a document; null when it is gone, undefined when nothing was heard. */
  statusOf(documentId: string): DocumentStatusWord | null | undefined {
    const row = this.rowOf(documentId)
    return row && row.status
  }

  /** The last that was heard of a document; null and undefined as statusOf(). */
  rowOf(documentId: string): DocumentRow | null | undefined {
    return this.#rows.get(documentId)
  }

  /** Who comes after the stream has opened is told to read again: the router shows remembered pages on Back and Forward. */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    if (this.#opened) subscriber.onRefresh?.()
    return () => this.#subscribers.delete(subscriber)
  }

  /** From the stream. */
  hear(event: DocumentsEvent): void {
    this.#batch.add(event)
  }

  /** From the answer to something that this page did. */
  apply(event: DocumentsEvent): void {
    for (const row of event.changed) this.#note(row.id, row)
    for (const id of event.gone) this.#note(id, null)
    this.#each((one) => one.onDocuments?.(event))
    this.#changed()
  }

  /** The stream begins: what happened while there was none has to be read again. */
  refresh(): void {
    this.#opened = true
    this.#batch.clear()
    this.#journal.clear()
    this.#each((one) => one.onRefresh?.())
  }

  /** Rows that a page was given by the server. */
  learn(rows: readonly DocumentRow[]): void {
    for (const row of rows) this.#rows.set(row.id, row)
    this.#changed()
  }

  setConnected(connected: boolean): void {
    if (connected === this.#connected) return
    this.#connected = connected
    this.#changed()
  }

  #note(id: string, row: DocumentRow | null): void {
    this.#journal.set(id, row)
    this.#rows.set(id, row)
  }

  #changed(): void {
    this.#each((one) => one.onChange?.())
  }

  #each(tell: (subscriber: Subscriber) => void): void {
    for (const subscriber of this.#subscribers) tell(subscriber)
  }
}
