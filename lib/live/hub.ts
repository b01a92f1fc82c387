import 'server-only'
import { Client } from 'pg'
import { connection } from '../db'
import { log } from '../log'
import { shared } from '../shared'
import { LIVE_CHANNEL, type LiveNotice } from './notify'

/** `missed` means: notices may have been lost (the connection broke), so readers must look for themselves. */
export type LiveMessage = LiveNotice | { kind: 'missed' } | { kind: 'closing' }
type Listener = (message: LiveMessage) => void

const RECONNECT_MS = 2_000

/** One LISTEN connection a process, fanned out to every open page. */
class LiveHub {
  readonly #listeners = new Set<Listener>()
  #client: Client | undefined
  #closed = false

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    // A page that reconnects over a kept connection while the server drains must not hold it up.
    if (this.#closed) queueMicrotask(() => listener({ kind: 'closing' }))
    else if (!this.#client) void this.#connect()
    return () => this.#listeners.delete(listener)
  }

  /** Ends every stream, so that a server that was told to stop can. */
  async close(): Promise<void> {
    this.#closed = true
    this.#tell({ kind: 'closing' })
    this.#listeners.clear()
    await this.#client?.end().catch(() => undefined)
  }

  #tell(message: LiveMessage): void {
    for (const listener of this.#listeners) listener(message)
  }

  async #connect(): Promise<void> {
    const client = new Client(connection())
    this.#client = client
    client.on('notification', ({ payload }) => this.#tell(JSON.parse(payload ?? '{}') as LiveNotice))
    client.on('error', () => this.#lost(client))
    client.on('end', () => this.#lost(client))
    try {
      await client.connect()
      await client.query(`LISTEN ${LIVE_CHANNEL}`)
      this.#tell({ kind: 'missed' })
    } catch (error) {
      log().warn({ err: error }, 'the live connection could not be opened; trying again')
      this.#lost(client)
    }
  }

  #lost(client: Client): void {
    if (this.#client !== client || this.#closed) return
    this.#client = undefined
    void client.end().catch(() => undefined)
    setTimeout(() => {
      if (!this.#client && !this.#closed && this.#listeners.size > 0) void this.#connect()
    }, RECONNECT_MS).unref()
  }
}

export function liveHub(): LiveHub {
  return shared('live-hub', () => new LiveHub())
}
