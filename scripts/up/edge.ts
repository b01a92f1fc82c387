import { randomBytes } from 'node:crypto'
import type { EdgeOptions } from '../engines/edge.ts'
import { findNginx, INSTALL_NGINX } from '../engines/nginx.ts'
import { Problem } from '../problem.ts'
import type { Addresses } from './address.ts'
import { saveSecrets, type Secrets } from './secrets.ts'

/**
 * Where browsers will reach the edge that this start puts before the store; null for none. `EDGE=auto` takes what there is,
 * `on` (or EDGE_URL, which asks for it) insists, `off` and another DELIVERY never start one.
 */
export function edgeUrl(
  env: NodeJS.ProcessEnv,
  addresses: Pick<Addresses, 'publicEdge' | 'appUrl'>,
  port: number,
): string | null {
  const wanted = env.EDGE || 'auto'
  if (!['auto', 'on', 'off'].includes(wanted)) throw new Problem(`EDGE must be auto, on or off, not “${wanted}”.`)
  if (wanted === 'off' || (env.DELIVERY && env.DELIVERY !== 'edge')) return null
  const insists = wanted === 'on' || Boolean(env.EDGE_URL) || env.DELIVERY === 'edge'
  const url = addresses.publicEdge(port)
  if (findNginx() && url) return url
  if (!insists) return null
  if (!url)
    throw new Problem(
      `APP_URL (${addresses.appUrl}) is not an address of this machine, so browsers would not find the edge. ` +
        `Set EDGE_URL to the URL under which your proxy shows its port, or EDGE=off.`,
    )
  throw new Problem(`The edge needs nginx with njs. Install it: ${INSTALL_NGINX}. Or set EDGE=off.`)
}

type Place = {
  url: string
  port: number
  dataDir: string
  addresses: Addresses
  secrets: Secrets
  s3: Record<string, string>
}

/** What the edge is started with, and what the app has to know of it. */
export function edgeSettings({ url, port, dataDir, addresses, secrets, s3 }: Place): {
  options: EdgeOptions
  server: Record<string, string>
} {
  const { secret, keys } = edgeSecrets(dataDir, secrets)
  const env = process.env
  const options: EdgeOptions = {
    dataDir,
    listen: ['127.0.0.1', ...(addresses.lan ? [addresses.lan] : [])].map((host) => at(host, port)),
    appUrl: addresses.appUrl,
    appFrom: `http://127.0.0.1:${addresses.port}`,
    origin: env.EDGE_ORIGIN || s3.S3_ENDPOINT!,
    bucket: s3.S3_BUCKET!,
    secret,
    keys: keys.split(','),
    ...(env.MAX_UPLOAD_BYTES ? { maxUploadBytes: Number(env.MAX_UPLOAD_BYTES) } : {}),
    ...(env.EDGE_CACHE_SIZE ? { cacheSize: env.EDGE_CACHE_SIZE } : {}),
  }
  const internal = env.EDGE_INTERNAL_URLS || `http://127.0.0.1:${port}`
  const server = { DELIVERY: 'edge', EDGE_URL: url, EDGE_SECRET: secret, EDGE_KEYS: keys, EDGE_INTERNAL_URLS: internal }
  return { options, server }
}

const at = (host: string, port: number) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

function edgeSecrets(dataDir: string, secrets: Secrets): { secret: string; keys: string } {
  if (!secrets.edgeSecret || !secrets.edgeKey) {
    secrets.edgeSecret ??= randomBytes(32).toString('base64url')
    secrets.edgeKey ??= randomBytes(32).toString('base64url')
    saveSecrets(dataDir, secrets)
  }
  return { secret: process.env.EDGE_SECRET || secrets.edgeSecret, keys: process.env.EDGE_KEYS || secrets.edgeKey }
}
