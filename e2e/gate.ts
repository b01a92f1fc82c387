import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { listen } from './upload-client/listen.ts'
import { Turnstile } from './upload-client/turnstile.ts'

/** So much of a part that has to wait goes on to the store: what is cut off there was in its middle. */
const BEFORE_THE_TURN = 1024 ** 2

type Rewrite = (path: string, headers: IncomingMessage['headers']) => Promise<string>

/** Stands before the real store, counts what every part brings there, and keeps parts waiting when a test wants a middle. */
export class Gate {
  readonly server: Server
  readonly turnstile = new Turnstile()
  /** Bytes that went on to the store, by the part's number, broken attempts included. */
  readonly received = new Map<number, number>()
  /** Numbers of the parts that the store took, in that order. */
  readonly stored: number[] = []
  readonly refused: { number: number; status: number }[] = []
  /** What the parts said about themselves. */
  readonly sums = new Map<number, string | undefined>()
  /** The next request of a part goes to another address at the store. */
  readonly rewrites = new Map<number, Rewrite>()
  readonly #store: URL

  constructor(store: string) {
    this.#store = new URL(store)
    this.server = createServer((request, response) => {
      const number = Number(new URL(request.url ?? '/', this.#store).searchParams.get('partNumber'))
      const part = request.method === 'PUT' && number > 0 ? number : null
      this.#pass(request, response, part).catch(() => response.destroy())
    })
  }

  listen(): Promise<number> {
    return listen(this.server)
  }

  /** All bytes of parts that went on to the store. */
  get receivedBytes(): number {
    return [...this.received.values()].reduce((sum, bytes) => sum + bytes, 0)
  }

  /** The page that sent what waits has gone; whatever comes now passes. */
  goOn(): void {
    this.turnstile.breakOff()
    this.turnstile.letGo()
  }

  /** As new, for the next test. */
  reset(): void {
    this.goOn()
    for (const memory of [this.received, this.sums, this.rewrites]) memory.clear()
    for (const list of [this.stored, this.refused]) list.length = 0
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  async #pass(request: IncomingMessage, response: ServerResponse, part: number | null): Promise<void> {
    const rewrite = part === null ? undefined : this.rewrites.get(part)
    if (part !== null) this.rewrites.delete(part)
    const path = rewrite ? await rewrite(request.url ?? '/', request.headers) : request.url
    const { hostname, port } = this.#store
    const onward = send({ hostname, port, path, method: request.method, headers: request.headers })
    onward.on('error', () => response.destroy())
    request.once('close', () => request.complete || onward.destroy())
    onward.once('response', (answer) => {
      if (part !== null) this.#answered(part, answer.statusCode ?? 0)
      answer.on('error', () => response.destroy())
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    if (part === null) return void request.pipe(onward)
    this.sums.set(part, request.headers['x-amz-checksum-sha256'] as string | undefined)
    const turn = this.turnstile.pass(request)
    let sent = 0
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (sent >= BEFORE_THE_TURN) await turn
      sent += chunk.length
      this.received.set(part, (this.received.get(part) ?? 0) + chunk.length)
      if (!onward.write(chunk)) await once(onward, 'drain')
    }
    onward.end()
  }

  #answered(number: number, status: number): void {
    if (status === 200) this.stored.push(number)
    else this.refused.push({ number, status })
  }
}
