import type { HashAnswer, HashRequest } from './hash-worker'
import { sha256 } from './sha256'

type Waiting = { body: Blob; resolve: (sum: string) => void; reject: (error: unknown) => void }

/** Hashes in a Worker, or on the page's own thread where there is none. */
export class Hasher {
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #broken = typeof Worker === 'undefined'
  #last = 0

  /** SHA-256 in base64. @throws when the bytes cannot be read */
  hash(body: Blob): Promise<string> {
    if (this.#broken) return sha256(body)
    return new Promise((resolve, reject) => {
      const id = (this.#last += 1)
      this.#waiting.set(id, { body, resolve, reject })
      this.#worker ??= this.#start()
      const request: HashRequest = { id, body }
      this.#worker?.postMessage(request)
    })
  }

  /** Gives the Worker back; the next hash starts another one. */
  rest(): void {
    if (this.#waiting.size > 0) return
    this.#worker?.terminate()
    this.#worker = null
  }

  #start(): Worker | null {
    try {
      const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => this.#answered(data)
      worker.onerror = (event) => {
        event.preventDefault()
        this.#giveUp()
      }
      return worker
    } catch {
      queueMicrotask(() => this.#giveUp())
      return null
    }
  }

  #answered({ id, sum }: HashAnswer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (sum === null) waiting?.reject(new Error('The file cannot be read.'))
    else waiting?.resolve(sum)
  }

  /** A browser, a policy or a proxy that does not let the Worker start is no reason to refuse a file. */
  #giveUp(): void {
    this.#broken = true
    this.#worker?.terminate()
    this.#worker = null
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { body, resolve, reject } of waiting) sha256(body).then(resolve, reject)
  }
}
