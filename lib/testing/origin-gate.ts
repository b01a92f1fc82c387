import { connect, createServer, type Server, type Socket } from 'node:net'

/** Stands between the edge and the real store, byte for byte: counts what comes back, and can be slow or away. */
export class OriginGate {
  /** Bytes that the store sent, its headers included. */
  bytes = 0
  /** Requests that went to the store. */
  requests = 0
  /** Milliseconds that each piece of an answer is held back. */
  delayMs = 0
  readonly #open = new Set<Socket>()
  readonly #store: URL
  #server: Server | null = null
  #port = 0

  constructor(store: string) {
    this.#store = new URL(store)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async open(port = this.#port): Promise<void> {
    const server = createServer({ noDelay: true }, (edge) => this.#join(edge))
    this.#server = server
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    this.#port = (server.address() as { port: number }).port
  }

  /** Breaks what runs and takes nothing more. */
  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    const server = this.#server
    this.#server = null
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  forget(): void {
    this.bytes = 0
    this.requests = 0
  }

  #join(edge: Socket): void {
    const store = connect(Number(this.#store.port), this.#store.hostname)
    for (const [socket, other] of [
      [edge, store],
      [store, edge],
    ] as const) {
      this.#open.add(socket)
      socket.once('error', () => other.destroy()).once('close', () => (other.destroy(), this.#open.delete(socket)))
    }
    edge.on('data', (chunk: Buffer) => {
      this.requests += chunk.toString('latin1').match(/^(GET|HEAD|PUT|POST) /gm)?.length ?? 0
      store.write(chunk)
    })
    store.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length
      edge.write(chunk)
      if (this.delayMs === 0) return
      store.pause()
      setTimeout(() => store.resume(), this.delayMs)
    })
  }
}
