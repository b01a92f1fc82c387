/** How far a file in parts is: what the store has and what is on its way. A part that has to go again goes back to 0. */
export class PartTally {
  readonly #size: number
  readonly #partSize: number
  readonly #loaded = new Map<number, number>()
  #sum = 0

  constructor(size: number, partSize: number, present: readonly number[]) {
    this.#size = size
    this.#partSize = partSize
    for (const number of present) this.stored(number)
  }

  get sum(): number {
    return this.#sum
  }

  set(number: number, loaded: number): void {
    this.#sum += loaded - (this.#loaded.get(number) ?? 0)
    this.#loaded.set(number, loaded)
  }

  stored(number: number): void {
    this.set(number, Math.min(this.#partSize, this.#size - (number - 1) * this.#partSize))
  }
}
