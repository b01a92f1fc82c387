import { setTimeout as sleep } from 'node:timers/promises'
import type { AppServer } from '../app-server.ts'
import type { Rig } from '../rig.ts'

export type Victim = 'app' | 'store' | 'database'

/** The longest that something stays dead before it is started again. */
const DEAD_MS = 1_500

/** One app and its engines, each of which may be killed at any moment. */
export class Victims {
  readonly #rig: Rig
  readonly #settings: Record<string, string>
  readonly #random: () => number
  #server: AppServer

  constructor(rig: Rig, server: AppServer, settings: Record<string, string>, random: () => number) {
    this.#rig = rig
    this.#server = server
    this.#settings = settings
    this.#random = random
  }

  /** kill -9, a moment of nothing, and a start on the same ports and data. */
  async kill(victim: Victim): Promise<void> {
    const { store, database } = this.#rig
    if (victim === 'app') await this.#server.kill()
    else await (victim === 'store' ? store : database).kill()
    await sleep(this.#random() * DEAD_MS)
    if (victim === 'app') this.#server = await this.#rig.serve(this.#settings)
    else await (victim === 'store' ? store : database).start()
  }
}

/** In an order that the dice choose. */
export function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** The same numbers for the same seed (mulberry32), so that a run can be repeated. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
