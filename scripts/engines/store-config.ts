import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Identity = { accessKeyId: string; secretAccessKey: string }

export type StoreConfig = {
  bucket: string
  admin: Identity
  app: Identity
  /** Where notifications go, and the token that proves them ours. Null: nowhere. */
  events: { url: string; token: string } | null
}

/** Writes what `weed` reads from its `-config_dir`. The files hold secrets. */
export function writeStoreConfig(folder: string, config: StoreConfig): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o600 })
  write('s3.json', JSON.stringify(identities(config), null, 2))
  write('security.toml', security())
  write('notification.toml', config.events ? webhook(config.events, config.bucket) : '')
}

// The filer and the volumes speak HTTP on loopback beside S3, answer any page's origin and ask for no key of S3: without
// these keys every user and every web page on the machine could read and delete. Only the store's own parts know them, so
// they are made anew at each start.
function security(): string {
  const parts = ['jwt.signing', 'jwt.signing.read', 'jwt.filer_signing', 'jwt.filer_signing.read']
  return parts.map((part) => `[${part}]\nkey = "${randomBytes(32).toString('hex')}"\n`).join('\n')
}

function identities({ bucket, admin, app }: StoreConfig) {
  const may = ['Read', 'Write', 'List', 'Tagging'].map((action) => `${action}:${bucket}`)
  return {
    identities: [
      { name: 'admin', credentials: [keys(admin)], actions: ['Admin', 'Read', 'Write', 'List', 'Tagging'] },
      { name: 'countersign', credentials: [keys(app)], actions: may },
    ],
  }
}

function keys(identity: Identity) {
  return { accessKey: identity.accessKeyId, secretKey: identity.secretAccessKey }
}

// 10 tries, 3 to 30 seconds apart, are about four minutes of patience for a restarting server; what is lost after that
// the reconciler finds. Events of deletes and renames say nothing we act on.
function webhook({ url, token }: { url: string; token: string }, bucket: string): string {
  return `[notification.webhook]
enabled = true
endpoint = ${JSON.stringify(url)}
bearer_token = ${JSON.stringify(token)}
timeout_seconds = 30
max_retries = 10
backoff_seconds = 3
max_backoff_seconds = 30
workers = 8
buffer_size = 10000
event_types = ["create", "update"]
path_prefixes = [${JSON.stringify(`/buckets/${bucket}/`)}]
`
}
