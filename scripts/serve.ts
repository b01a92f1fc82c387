import { createServer, type Server } from 'node:http'
import next from 'next'
import { parseEnv } from '../lib/env.ts'
import { Problem, run } from './problem.ts'
import { root } from './root.ts'
import { front } from './serve/front.ts'
import { listen } from './serve/listen.ts'
import { trustedProxies } from './serve/client-address.ts'

// Uploads do not pass through here, so nothing that is being done takes longer than this.
const DRAIN_MS = 10_000

/** The server process: Next behind a front that alone decides who the client is. Configured by the environment only. */
await run(async () => {
  const { APP_URL: appUrl, NODE_ENV } = settings()
  // next-auth reads it from here.
  process.env.NEXTAUTH_URL = appUrl
  const port = Number(process.env.PORT || new URL(appUrl).port || 3000)
  const hosts = (process.env.LISTEN || '127.0.0.1,::1').split(',')
  const dev = NODE_ENV === 'development'
  const trusted = trustedProxies(process.env.TRUSTED_PROXIES)
  // Next hangs its upgrade handler on the server it is given. Given this one, which never listens, it takes upgrades only
  // when they are passed on: for hot reload, and never past the front.
  const upgrades = createServer()
  const app = next({ dev, dir: root, hostname: hosts[0]!, port, httpServer: upgrades })
  let ready: (() => void) | undefined
  const prepared = new Promise<void>((resolve) => (ready = resolve))
  const handle = app.getRequestHandler()
  // Listening comes first: a taken port is known at once, and early requests wait instead of being refused.
  const servers = await listen(
    front({ appUrl, direct: isDirect(appUrl, port), trusted, next: async (...to) => (await prepared, handle(...to)) }),
    port,
    hosts,
  )
  const end = () => void drain(servers)
  process.once('SIGTERM', end).once('SIGINT', end)
  await app.prepare()
  if (dev) for (const server of servers) server.on('upgrade', (...it) => upgrades.emit('upgrade', ...it))
  ready?.()
})

function isDirect(appUrl: string, port: number): boolean {
  const { protocol, port: shown } = new URL(appUrl)
  return protocol === 'http:' && Number(shown || 80) === port
}

function settings() {
  try {
    return parseEnv(process.env)
  } catch (error) {
    throw new Problem((error as Error).message)
  }
}

/** Takes no new requests, finishes the running ones, and ends. Open streams end themselves on SIGTERM. */
async function drain(servers: Server[]): Promise<void> {
  const force = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), DRAIN_MS)
  await Promise.all(servers.map(close))
  clearTimeout(force)
  // Jobs and connections that the app opened stop on the same signal; a second is theirs.
  setTimeout(() => process.exit(0), 1_000).unref()
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
