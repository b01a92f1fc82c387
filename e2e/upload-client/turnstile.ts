import type { IncomingMessage } from 'node:http'

/** Lets some requests through and keeps the others waiting, unread: a middle that lasts until a test has looked at it. */
export class Turnstile {
  #free = Infinity
  readonly #waiting = new Set<{ request: IncomingMessage; go: () => void }>()

  get waiting(): number {
    return this.#waiting.size
  }

  /** From now on only so many pass. */
  hold(free: number): void {
    this.#free = free
  }

  /** Everybody passes, those that wait first. */
  letGo(): void {
    this.#free = Infinity
    for (const { go } of this.#waiting) go()
    this.#waiting.clear()
  }

  /** Those that wait are sent away: whoever sent them has gone, which nobody notices who does not read. */
  breakOff(): void {
    for (const { request } of this.#waiting) request.destroy()
    this.#waiting.clear()
  }

  /** Resolves when it is this one's turn, maybe never. */
  pass(request: IncomingMessage): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1
      return Promise.resolve()
    }
    return new Promise((go) => this.#waiting.add({ request, go }))
  }
}
