import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from '../engines/process.ts'
import { Problem } from '../problem.ts'

const WINDOW_MS = 60_000
const TRIES = 5
// EX_CONFIG of sysexits.h: without a change it would end the same way.
const NOT_AGAIN = 'code 78'

/** Keeps a process running: starts it again when it ends by itself, and gives up when it does so five times a minute. */
export class Keeper {
  #engine: Engine | null = null
  #stopping = false
  #ends: number[] = []
  readonly #start: () => Promise<Engine>
  readonly #note: (name: string, pid: number) => void
  readonly #giveUp: (problem: unknown) => void

  constructor(
    start: () => Promise<Engine>,
    note: (name: string, pid: number) => void,
    giveUp: (problem: unknown) => void,
  ) {
    this.#start = start
    this.#note = note
    this.#giveUp = giveUp
  }

  async start(): Promise<this> {
    const engine = await this.#start()
    this.#engine = engine
    this.#note(engine.name, engine.pid)
    if (this.#stopping) await engine.stop()
    else engine.ended.then((how) => this.#restart(engine.name, how)).catch(this.#giveUp)
    return this
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#engine?.stop()
  }

  async #restart(name: string, how: string): Promise<void> {
    if (this.#stopping) return
    const now = Date.now()
    this.#ends = [...this.#ends.filter((at) => now - at < WINDOW_MS), now]
    if (how === NOT_AGAIN) throw new Problem(`${name} refuses to run, see its log in the data folder.`)
    if (this.#ends.length >= TRIES)
      throw new Problem(
        `${name} ended ${TRIES} times within a minute, last with ${how}. See its log in the data folder.`,
      )
    console.error(`${name} ended (${how}) and is started again.`)
    await sleep(this.#ends.length * 200)
    if (!this.#stopping) await this.start()
  }
}
