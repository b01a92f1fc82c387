import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Problem } from '../problem.ts'

export type Addresses = {
  appUrl: string
  port: number
  /** Where the app listens: loopback always (the store's notifications come there), and the address of APP_URL. */
  listen: string[]
  /** The address of this machine at which others reach it, when APP_URL names one: the store's S3 port is shown there. */
  lan: string | null
  /** Where browsers reach the embedded store, given its port. */
  publicStore(s3Port: number): string
  /** Where browsers reach the edge, given its port; null where only its person could know. */
  publicEdge(edgePort: number): string | null
}

// Those of the Fetch standard's “bad ports” that somebody might think of.
const UNSAFE = new Set([
  1, 7, 20, 21, 22, 23, 25, 53, 110, 143, 465, 587, 993, 995, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666,
  6667, 6668, 6669, 10080,
])

const LOOPBACK = ['127.0.0.1', '::1']

/** Derives every address from PORT, APP_URL, S3_PUBLIC_ENDPOINT and EDGE_URL. */
export async function readAddresses(
  env: NodeJS.ProcessEnv,
  embeddedStore: boolean,
  mine = ownAddresses(),
): Promise<Addresses> {
  const port = readPort(env)
  const appUrl = env.APP_URL?.replace(/\/+$/, '') || `http://localhost:${port}`
  const { hostname } = parseUrl(appUrl)
  const local = await localAddress(hostname, mine)
  const given = env.S3_PUBLIC_ENDPOINT?.replace(/\/+$/, '')
  const edge = (env.EDGE !== 'off' && env.EDGE_URL?.replace(/\/+$/, '')) || null
  if (!local && !given && !edge && embeddedStore)
    throw new Problem(
      `APP_URL names ${hostname}, which is not an address of this machine, so browsers would not find the store. ` +
        `Set S3_PUBLIC_ENDPOINT to the URL under which your proxy shows the store's S3 port, or use an address of this machine.`,
    )
  const lan = local && !LOOPBACK.includes(local) ? local : null
  const shown = (at: number) => `http://${otherSite(hostname, lan ?? '127.0.0.1')}:${at}`
  return {
    appUrl,
    port,
    listen: lan ? [...LOOPBACK, lan] : LOOPBACK,
    lan,
    publicStore: (s3Port) => given ?? shown(s3Port),
    publicEdge: (edgePort) => edge ?? (local ? shown(edgePort) : null),
  }
}

// Cookies ignore ports, so the store must be another site than the app: it is called by its number where the app has a
// name, and by name where the app is 127.0.0.1.
function otherSite(appHost: string, storeHost: string): string {
  if (appHost === '127.0.0.1') return 'localhost'
  return isIP(storeHost) === 6 ? `[${storeHost}]` : storeHost
}

function readPort(env: NodeJS.ProcessEnv): number {
  const url = env.APP_URL ? parseUrl(env.APP_URL) : null
  const text = env.PORT || (url?.protocol === 'http:' ? url.port || '80' : '3000')
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`PORT must be a number from 1 to 65535, not “${text}”.`)
  if (UNSAFE.has(port))
    throw new Problem(`Browsers refuse to open port ${port}, which belongs to another service. Choose another PORT.`)
  return port
}

function parseUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Problem(`APP_URL must be an http(s) URL such as http://localhost:3000, not “${text}”.`)
  if (url.pathname !== '/' || url.search || url.hash)
    throw new Problem('APP_URL must be a host without a path, such as https://files.example.org.')
  return url
}

/** The address behind a host name if this machine has it, else null. */
async function localAddress(hostname: string, mine: ReadonlySet<string>): Promise<string | null> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost') return '127.0.0.1'
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.map(({ address }) => address).find((address) => mine.has(address)) ?? null
}

function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((found) => found?.map(({ address }) => address) ?? [])
  return new Set([...LOOPBACK, ...all])
}
