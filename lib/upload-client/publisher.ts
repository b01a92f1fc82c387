import type { QueueSnapshot } from './item'

/** Two hundred small files would otherwise draw six hundred pictures. */
const STATES_MS = 100
/** Four pictures a second are a moving bar. Each is laid out and painted on the same processors that send. */
const BYTES_MS = 250
/** Speed and time left fall by themselves when nothing moves. */
const TICK_MS = 1_000

const EMPTY: QueueSnapshot = {
  items: [],
  total: {
    files: 0,
    done: 0,
    failed: 0,
    resting: 0,
    bytes: 0,
    loaded: 0,
    percent: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
  },
}

/** Hands new snapshots to listeners: at most ten a second, and only those that look different. */
export class Publisher {
  readonly #draw: (last: QueueSnapshot) => QueueSnapshot
  readonly #listeners = new Set<() => void>()
  #snapshot: QueueSnapshot = EMPTY
  #soon: ReturnType<typeof setTimeout> | undefined
  #bytesSoon: ReturnType<typeof setTimeout> | undefined
  #ticker: ReturnType<typeof setInterval> | undefined

  /** `draw` answers with `last` itself when nothing visible changed. */
  constructor(draw: (last: QueueSnapshot) => QueueSnapshot) {
    this.#draw = draw
  }

  get snapshot(): QueueSnapshot {
    return this.#snapshot
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** For what a machine did. */
  soon(): void {
    this.#soon ??= setTimeout(() => this.now(), STATES_MS)
  }

  /** For bytes that moved. */
  bytesSoon(): void {
    this.#bytesSoon ??= setTimeout(() => this.now(), BYTES_MS)
  }

  /** For what a person did. */
  now(): void {
    clearTimeout(this.#soon)
    clearTimeout(this.#bytesSoon)
    this.#soon = this.#bytesSoon = undefined
    const next = this.#draw(this.#snapshot)
    if (next === this.#snapshot) return
    this.#snapshot = next
    for (const listener of this.#listeners) listener()
  }

  /** Whether time alone changes the picture. */
  tick(on: boolean): void {
    if (on) this.#ticker ??= setInterval(() => this.now(), TICK_MS)
    else {
      clearInterval(this.#ticker)
      this.#ticker = undefined
    }
  }
}
