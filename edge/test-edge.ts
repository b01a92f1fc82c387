import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEdge } from '../scripts/engines/edge'
import { freePort } from '../scripts/engines/ports'
import type { Engine } from '../scripts/engines/process'
import { ensureNginx } from '../scripts/test/nginx'
import type { Ticket } from '../lib/delivery/ticket'
import { OriginGate } from '../lib/testing/origin-gate'

const secret = () => randomBytes(32).toString('base64url')

/** A real edge before the real store, and the app's answer to its question on a port of its own. */
export class TestEdge {
  readonly secret = secret()
  /** The key of now, and the one before it. */
  readonly keys = [secret(), secret()] as const
  readonly dataDir = mkdtempSync(join(tmpdir(), 'countersign edge '))
  readonly store = new OriginGate(process.env['S3_ENDPOINT']!)
  /** Questions that the app was asked. */
  asked = 0
  url = ''
  appUrl = ''
  #app: Server | null = null
  #engine: Engine | null = null

  /** Call it before anything reads the settings: it changes them. */
  async start(): Promise<void> {
    ensureNginx()
    await this.store.open()
    await this.startApp(await freePort())
    const port = await freePort()
    this.url = `http://127.0.0.1:${port}`
    Object.assign(process.env, {
      DELIVERY: 'edge',
      EDGE_URL: this.url,
      EDGE_SECRET: this.secret,
      EDGE_KEYS: this.keys.join(','),
      EDGE_ORIGIN: this.store.url,
      S3_PUBLIC_ENDPOINT: this.url,
      UPLOAD_STRATEGY: 'post',
    })
    this.#engine = await startEdge({
      dataDir: this.dataDir,
      listen: [`127.0.0.1:${port}`],
      appUrl: process.env['APP_URL']!,
      appFrom: this.appUrl,
      origin: this.store.url,
      bucket: process.env['S3_BUCKET']!,
      secret: this.secret,
      keys: this.keys,
    })
  }

  /** The route alone, since nothing else of the app is asked by an edge. */
  async startApp(port = Number(new URL(this.appUrl).port)): Promise<void> {
    const { GET } = await import('../app/api/edge/authorize/route')
    const server = createServer((request, response) => {
      this.asked += 1
      const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      void GET(new Request(`${this.appUrl}${request.url}`, { headers })).then((answer) =>
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(),
      )
    })
    this.#app = server
    this.appUrl = `http://127.0.0.1:${port}`
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  }

  async stopApp(): Promise<void> {
    const server = this.#app
    this.#app = null
    server?.closeAllConnections()
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  async stop(): Promise<void> {
    await this.#engine?.stop()
    await this.stopApp()
    await this.store.close()
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}

/** What is in a ticket, so that it can be written again with something else in it. */
export function ticketOf(url: string): Ticket {
  const [body = ''] = new URL(url).searchParams.get('ticket')!.split('.')
  const [, key, expires, disposition, type, issuedUrlId] = JSON.parse(Buffer.from(body, 'base64url').toString())
  return { key, expires, disposition, type, issuedUrlId }
}
