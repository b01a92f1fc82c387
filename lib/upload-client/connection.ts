import { pause } from './pause'

export const OFFLINE = 'You are offline. The upload goes on when the connection is back.'

/** What is known about the network, without asking it. */
export type Connection = {
  isOffline(): boolean
  /** Resolves when the network is said to be back, when it is time to look anyway, or when `signal` aborts. */
  whenBack(signal: AbortSignal): Promise<void>
}

/**
 * `navigator.onLine` is false on a machine with nothing but its loopback, where a local Countersign works: so it never
 * forbids a try, it only decides that failed ones do not count, and every half minute one is made in spite of it.
 */
const LOOK_ANYWAY_MS = 30_000

export const browserConnection: Connection = {
  isOffline: () => !navigator.onLine,
  async whenBack(signal) {
    const back = new AbortController()
    const end = () => back.abort()
    addEventListener('online', end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    await pause(LOOK_ANYWAY_MS, back.signal)
    removeEventListener('online', end)
    signal.removeEventListener('abort', end)
  },
}
