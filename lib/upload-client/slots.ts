/**
 * How many requests carry bytes at once, whatever files they belong to. Of the six connections that a browser opens to
 * a host two stay free: a request that waits for one looks like a store that is silent.
 */
export const SENDS_AT_ONCE = 4

type Release = () => void

/** Places for what may only happen so often at once, given out in the order in which they were asked for. */
export class Slots {
  readonly #waiting: (() => void)[] = []
  #free: number

  constructor(count: number = SENDS_AT_ONCE) {
    this.#free = count
  }

  /** Null when `signal` aborted while waiting. */
  async take(signal: AbortSignal): Promise<Release | null> {
    if (signal.aborted) return null
    if (this.#free > 0) this.#free -= 1
    else if (!(await this.#queued(signal))) return null
    return () => this.#give()
  }

  #queued(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const turn = () => {
        signal.removeEventListener('abort', leave)
        resolve(true)
      }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1)
        resolve(false)
      }
      this.#waiting.push(turn)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  #give(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free += 1
    else next()
  }
}
