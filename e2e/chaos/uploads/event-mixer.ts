import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from '../../upload-client/listen.ts'

/** Shuffled over so many milliseconds. */
const SHUFFLED_MS = 5_000
const TIMES = 3

/** Stands between the store's notifications and the app: some never come, the others come three times, in any order. */
export class EventMixer {
  readonly server: Server
  /** Where they should have gone. */
  target = ''
  came = 0
  dropped = 0
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(drop: () => boolean, random: () => number) {
    this.server = createServer((request, response) => {
      const mix = (body: string) => {
        this.came += 1
        if (drop()) this.dropped += 1
        else for (let time = 0; time < TIMES; time += 1) this.#later(random() * SHUFFLED_MS, body, request.headers)
      }
      text(request)
        .then(mix)
        .then(
          () => response.writeHead(204).end(),
          () => response.destroy(),
        )
    })
  }

  async listen(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.server)}/api/storage/events`
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.server.closeAllConnections()
    this.server.close()
  }

  #later(ms: number, body: string, { authorization = '', 'content-type': type = '' }: IncomingHttpHeaders): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      const init = { method: 'POST', body, headers: { authorization, 'content-type': type } }
      // The app may be dead at the moment, and this one is lost.
      fetch(this.target, init).then(
        (answer) => answer.body?.cancel(),
        () => undefined,
      )
    }, ms)
    this.#timers.add(timer)
  }
}
