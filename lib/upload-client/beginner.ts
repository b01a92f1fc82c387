import { MAX_FILES_A_BEGIN } from '../uploads/limits'
import type { BegunUpload } from '../uploads/schema'
import { OFFLINE, type Connection } from './connection'
import type { Entry } from './entry'
import { canHash } from './sha256'
import { isFinal, sentence, type Signer } from './signer'

export type BeginnerEvents = {
  /** Also for entries that were cancelled in the meantime. */
  onBegun: (entry: Entry, begun: BegunUpload) => void
  onFailed: (entry: Entry, message: string) => void
  onWaiting: (entry: Entry, message: string) => void
}

const MISSING = 'Countersign did not take this file. Try again.'

/**
 * Makes the documents of whole drops: all files that were added in one turn of the event loop share one call, calls follow
 * one another (Next runs the actions of a tab one at a time anyway).
 */
export class Beginner {
  readonly #begin: Signer['begin']
  readonly #connection: Connection
  readonly #events: BeginnerEvents
  #waiting: Entry[] = []
  #running = false

  constructor(begin: Signer['begin'], connection: Connection, events: BeginnerEvents) {
    this.#begin = begin
    this.#connection = connection
    this.#events = events
  }

  push(entries: readonly Entry[]): void {
    this.#waiting = [...this.#waiting, ...entries]
    if (this.#running) return
    this.#running = true
    queueMicrotask(() => void this.#run())
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = takeBatch(this.#waiting).filter(({ state }) => state !== 'cancelled')
      if (batch.length > 0) await this.#beginBatch(batch)
    }
    this.#running = false
  }

  async #beginBatch(batch: Entry[]): Promise<void> {
    try {
      const files = batch.map(({ file: { name, size, type } }) => ({ name, size, type }))
      const replaces = batch[0]?.replaces?.documentId ?? null
      const begun = await this.#begin(files, { checksums: canHash(), replaces })
      for (const [index, entry] of batch.entries()) {
        const one = begun[index]
        if (one === undefined) this.#events.onFailed(entry, MISSING)
        else this.#events.onBegun(entry, one)
      }
    } catch (error) {
      if (!isFinal(error) && this.#connection.isOffline()) return this.#whenBack(batch)
      for (const entry of batch) this.#events.onFailed(entry, sentence(error))
    }
  }

  async #whenBack(batch: Entry[]): Promise<void> {
    for (const entry of batch) this.#events.onWaiting(entry, OFFLINE)
    await this.#connection.whenBack(new AbortController().signal)
    this.#waiting = [...batch, ...this.#waiting]
  }
}

/** Takes the first out of those that wait: each new file for a document has a call of its own. */
function takeBatch(waiting: Entry[]): Entry[] {
  const next = waiting.findIndex(({ replaces }) => replaces !== null)
  const plain = next === -1 ? waiting.length : Math.max(1, next)
  return waiting.splice(0, Math.min(plain, MAX_FILES_A_BEGIN))
}
