import { readFileSync } from 'node:fs'

export type Cost = {
  /** Everything the process read in that time: sockets of any peer, and files. So it is never less than it received. */
  receivedBytes: number
  /** From the start to the highest value seen. */
  rssGrowthMb: number
  cpuSeconds: number
}

/** CLK_TCK of every Linux that Node runs on. */
const TICKS_A_SECOND = 100
const SAMPLE_MS = 100

type Reading = { read: number; rss: number; ticks: number }

/** What a process costs between `start` and `stop`, from Linux's /proc. */
export class ProcessMeter {
  readonly #pid: number
  #first: Reading
  #highest: number
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(pid: number) {
    this.#pid = pid
    this.#first = reading(pid)
    this.#highest = this.#first.rss
  }

  start(): void {
    this.#first = reading(this.#pid)
    this.#highest = this.#first.rss
    this.#timer = setInterval(() => (this.#highest = Math.max(this.#highest, reading(this.#pid).rss)), SAMPLE_MS)
  }

  stop(): Cost {
    clearInterval(this.#timer)
    const last = reading(this.#pid)
    return {
      receivedBytes: last.read - this.#first.read,
      rssGrowthMb: (Math.max(this.#highest, last.rss) - this.#first.rss) / 2 ** 20,
      cpuSeconds: (last.ticks - this.#first.ticks) / TICKS_A_SECOND,
    }
  }
}

function reading(pid: number): Reading {
  const proc = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'latin1')
  // The name in parentheses may itself hold blanks; utime and stime are the 14th and 15th field.
  const [utime, stime] = proc('stat')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return {
    read: Number(/^rchar: (\d+)/m.exec(proc('io'))?.[1]),
    rss: Number(/^VmRSS:\s+(\d+)/m.exec(proc('status'))?.[1]) * 1024,
    ticks: Number(utime) + Number(stime),
  }
}
