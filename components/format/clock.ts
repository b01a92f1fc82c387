export type Clock = { readonly now: number; readonly timeZone: string }

const MINUTE_MS = 60_000

/**
 * The time and the reader's zone, read through `useSyncExternalStore`. A changing context would reach parts of the page
 * that are not hydrated yet, and React would then throw away what the server wrote there.
 */
export class ClockStore {
  /** What the server wrote its dates with. */
  readonly served: Clock
  readonly #listeners = new Set<() => void>()
  #clock: Clock

  constructor(served: Clock) {
    this.served = served
    this.#clock = served
  }

  get clock(): Clock {
    return this.#clock
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Runs the clock in the browser's own zone, a minute a step, until the answer is called. */
  run(timeZone: string): () => void {
    const tick = () => {
      this.#clock = { now: Date.now(), timeZone }
      for (const listener of this.#listeners) listener()
    }
    tick()
    const timer = setInterval(tick, MINUTE_MS)
    return () => clearInterval(timer)
  }
}
