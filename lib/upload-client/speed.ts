/** Long enough to hide the bursts of socket buffers, short enough to notice a slower network. */
const WINDOW_MS = 5_000
/** 5 s / 250 ms = 20 samples at most. */
const SAMPLE_MS = 250
/** Before that the number is mostly the operating system's buffer. */
const WARM_UP_MS = 1_000
const PAUSE_MS = 1_000

type Sample = { at: number; bytes: number }

/** How fast bytes moved within the last seconds. Times are milliseconds of any one clock. */
export class SpeedMeter {
  #samples: Sample[] = []
  #bytes = 0
  #lastAt = 0

  add(bytes: number, at: number): void {
    const last = this.#samples.at(-1)
    // The first bytes left before anybody looked: they open the window and count for nothing.
    if (last !== undefined) this.#bytes += bytes
    if (last === undefined || at - last.at >= SAMPLE_MS) this.#samples.push({ at, bytes: this.#bytes })
    this.#lastAt = at
    this.#forget(at)
  }

  /** Bytes a second, 0 while unknown. Falls by itself when nothing is added. */
  rate(at: number): number {
    this.#forget(at)
    const first = this.#samples[0]
    // The time since the last bytes is a pause only when it is long; else the number would breathe between two reports.
    const until = at - this.#lastAt < PAUSE_MS ? this.#lastAt : at
    if (first === undefined || until - first.at < WARM_UP_MS) return 0
    return ((this.#bytes - first.bytes) * 1000) / (until - first.at)
  }

  /** Keeps one sample from before the window, so that it is always full. */
  #forget(at: number): void {
    while (this.#samples[1] !== undefined && at - this.#samples[1].at >= WINDOW_MS) this.#samples.shift()
  }

  reset(): void {
    this.#samples = []
    this.#bytes = 0
  }
}

/** For reading: three digits, so that a listener does not draw a change that nobody sees. */
export function roundSpeed(bytesPerSecond: number): number {
  return bytesPerSecond < 1 ? 0 : Number(bytesPerSecond.toPrecision(3))
}

/** Whole seconds, coarser the further away; null when nobody can say. */
export function secondsLeft(bytes: number, bytesPerSecond: number): number | null {
  if (bytes <= 0 || bytesPerSecond < 1) return null
  const seconds = bytes / bytesPerSecond
  const step = seconds < 60 ? 1 : seconds < 600 ? 5 : 60
  return Math.ceil(seconds / step) * step
}
