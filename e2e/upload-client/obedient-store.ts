import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { cors } from './cors.ts'
import { listen } from './listen.ts'
import { Shelf, type Answer } from './shelf.ts'
import { Turnstile } from './turnstile.ts'

/** What a store does with the next form or part; without orders it takes it. */
export type Order = {
  status?: number
  code?: string
  /** An answer that CORS hides from the page. */
  hidden?: boolean
  /** Milliseconds between the last byte and the answer; Infinity: none comes. */
  after?: number
}

export type TakenForm = {
  names: string[]
  fields: Record<string, string>
  file: { name: string; type: string; bytes: Buffer }
}

/** Answers presigned POSTs and PUTs as it is told. The real store refuses and stalls too seldom to be asked for it. */
export class ObedientStore {
  readonly server: Server
  readonly taken: TakenForm[] = []
  readonly shelf = new Shelf()
  /** Before the parts. */
  readonly turnstile = new Turnstile()
  readonly orders: Order[] = []
  posts = 0
  brokenOff = 0

  constructor() {
    this.server = createServer((request, response) => {
      this.#serve(request, response).catch(() => {
        // The browser went away in the middle of its form.
        this.brokenOff += 1
        response.destroy()
      })
    })
  }

  listen(): Promise<number> {
    return listen(this.server)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors(request)).end()
    this.posts += 1
    const { after = 0, hidden = false, ...order } = this.orders.shift() ?? {}
    const isPart = request.method === 'PUT'
    if (isPart) await this.turnstile.pass(request)
    const { status, code } = isPart ? await this.shelf.put(request, order) : await this.#form(request, order)
    if (after === Infinity) return
    await sleep(after)
    response.writeHead(status, hidden ? {} : cors(request))
    response.end(
      code === undefined ? '' : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
    )
  }

  async #form(request: IncomingMessage, { status = 201, code }: Order): Promise<Answer> {
    const body = await buffer(request)
    if (status < 300) this.taken.push(await read(request, body))
    return { status, code }
  }
}

async function read(request: IncomingMessage, body: Buffer): Promise<TakenForm> {
  const type = request.headers['content-type'] ?? ''
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const file = form.get('file')
  if (!(file instanceof File)) throw new Error('The form has no file.')
  const fields = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
  return {
    names: [...form.keys()],
    fields: Object.fromEntries(fields),
    file: { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) },
  }
}
