import './lib-imports.ts'
import type { UploadQueue } from '../../../lib/upload-client/queue.ts'
import type { WebClient } from '../web-client.ts'
import type { ChaosFile } from './files.ts'
import { send, wireSigner } from './wire.ts'

const { UploadQueue: Queue } = await import('../../../lib/upload-client/queue.ts')

/** A person who looks again after a moment and clicks “Retry”. */
const LOOKS_AGAIN_MS = 2_000

/** The upload client itself, with everything of it but the browser, and a person who does not give up. */
export class Uploader {
  readonly #queue: UploadQueue
  readonly #timer: NodeJS.Timeout
  retries = 0

  constructor(client: WebClient) {
    this.#queue = new Queue(wireSigner(client), {
      send,
      connection: { isOffline: () => false, whenBack: async () => undefined },
      locks: { take: async () => () => undefined, whenFree: async () => undefined, taken: async () => new Set() },
    })
    this.#timer = setInterval(() => this.#retry(), LOOKS_AGAIN_MS)
  }

  async add(files: readonly ChaosFile[]): Promise<void> {
    this.#queue.add(await Promise.all(files.map(({ open }) => open())))
  }

  /** Bytes that are in the store, of all that were added. */
  get loaded(): number {
    return this.#queue.snapshot().items.reduce((sum, { loaded }) => sum + loaded, 0)
  }

  get busy(): boolean {
    return this.#queue.snapshot().items.some(({ state }) => state !== 'done')
  }

  /** What is not done, with what the tray says. */
  get open(): string[] {
    const items = this.#queue.snapshot().items.filter(({ state }) => state !== 'done')
    return items.map(({ name, state, error }) => `${name}: ${state} ${error ?? ''}`)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#queue.stop()
  }

  #retry(): void {
    for (const { key, state } of this.#queue.snapshot().items) {
      if (state !== 'failed') continue
      this.retries += 1
      this.#queue.retry(key)
    }
  }
}
