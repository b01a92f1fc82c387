import { PartReader } from './part-reader'
import { sha256OfBytes } from './sha256'

// Runs beside the page: reading and hashing gigabytes leaves its thread free.

export type HashRequest = { id: number; body: Blob }
export type HashAnswer = { id: number; sum: string | null }

/** A Worker's own global object, for which the page's types have no name. */
type WorkerScope = {
  onmessage: ((event: MessageEvent<HashRequest>) => void) | null
  postMessage(answer: HashAnswer): void
}
const scope = globalThis as unknown as WorkerScope

const reader = new PartReader()
let last = Promise.resolve()

// One after the other: each holds a whole part in memory.
scope.onmessage = ({ data: { id, body } }) => {
  last = last.then(async () => {
    const sum = await reader
      .read(body)
      .then(sha256OfBytes)
      .catch(() => null)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a Worker answers its page alone
    scope.postMessage({ id, sum })
  })
}
