import type { SignedPart } from '../uploads/schema'
import type { Signer } from './signer'

/** Parts that are signed with one call: those that go at once, and while they are under way the next ones. */
const A_CALL = 4

/** The server signs for a quarter of an hour and one transfer; what waited longer than this is signed again. */
const FRESH_MS = 10 * 60_000

/** The browser could not read the bytes of a part. */
export class UnreadPart extends Error {
  override readonly name = 'UnreadPart'
}

export type PartSignaturesOptions = {
  /** In the order in which they will be asked for. */
  numbers: readonly number[]
  sign: (parts: Parameters<Signer['signParts']>[1]) => Promise<SignedPart[]>
  /** Null where the parts need no SHA-256. */
  hash: ((number: number) => Promise<string>) | null
}

type Ordered = { at: number; part: Promise<SignedPart> }

/** Has parts signed just before their turn: neither all at the start, to expire in a queue, nor each with a wait. */
export class PartSignatures {
  readonly #options: PartSignaturesOptions
  readonly #ordered = new Map<number, Ordered>()
  readonly #sums = new Map<number, string>()
  #lastSum: Promise<unknown> = Promise.resolve()
  #next = 0

  constructor(options: PartSignaturesOptions) {
    this.#options = options
  }

  /** @throws UnreadPart, or what the app throws */
  get(number: number): Promise<SignedPart> {
    const known = this.#ordered.get(number)
    const ordered = known && Date.now() - known.at < FRESH_MS ? known : this.#orderUntil(number)
    this.#lookAhead(number)
    return ordered.part
  }

  /** The store refused the signature of this part: the next `get` brings another one. */
  drop(number: number): void {
    this.#ordered.delete(number)
  }

  #orderUntil(number: number): Ordered {
    const { numbers } = this.#options
    const isNext = numbers[this.#next] === number
    this.#order(isNext ? this.#following() : [number])
    return this.#ordered.get(number)!
  }

  #lookAhead(number: number): void {
    const ahead = this.#next - this.#options.numbers.indexOf(number) - 1
    if (ahead < A_CALL && this.#next < this.#options.numbers.length) this.#order(this.#following())
  }

  #following(): readonly number[] {
    const { numbers, hash } = this.#options
    // Where parts are hashed the first one goes alone, then two: bytes move while the next ones are read.
    const count = hash === null ? A_CALL : Math.min(A_CALL, this.#next + 1)
    const following = numbers.slice(this.#next, this.#next + count)
    this.#next += following.length
    return following
  }

  #order(numbers: readonly number[]): void {
    const answer = this.#sign(numbers)
    for (const number of numbers) {
      const part = answer.then((signed) => {
        const found = signed.find((one) => one.number === number)
        if (found === undefined) throw new Error('Countersign did not sign every part of the file.')
        return found
      })
      const ordered = { at: Date.now(), part }
      this.#ordered.set(number, ordered)
      // Nobody may be waiting for it yet; whoever comes then asks again.
      part.catch(() => {
        if (this.#ordered.get(number) === ordered) this.#ordered.delete(number)
      })
    }
  }

  async #sign(numbers: readonly number[]): Promise<SignedPart[]> {
    const parts = numbers.map(async (number) => ({ number, sha256: await this.#sum(number) }))
    return this.#options.sign(await Promise.all(parts))
  }

  /** In turn: a call that looks ahead would else put its parts between those that are to go now. */
  async #sum(number: number): Promise<string | null> {
    const { hash } = this.#options
    if (hash === null) return null
    const known = this.#sums.get(number)
    if (known !== undefined) return known
    const made = this.#lastSum.then(() => hash(number))
    this.#lastSum = made.catch(() => undefined)
    try {
      const sum = await made
      this.#sums.set(number, sum)
      return sum
    } catch (cause) {
      throw new UnreadPart('The browser could not read the file.', { cause })
    }
  }
}
