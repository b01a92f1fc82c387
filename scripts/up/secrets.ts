import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EnginePorts } from '../engines/ports.ts'
import type { Identity } from '../engines/store-config.ts'
import { newIdentity } from '../engines/start.ts'
import { Problem } from '../problem.ts'

export type Secrets = {
  nextauthSecret: string
  /** base64 of 32 bytes, given to the build: the ids of server actions depend on it. */
  actionsKey: string
  eventsToken: string
  postgresPassword: string
  storeAdmin: Identity
  storeApp: Identity
  /** Between edge and app, and what tickets are signed with; made when the edge is first started. */
  edgeSecret?: string
  edgeKey?: string
  ports: Partial<EnginePorts>
  /** The generated first password, until it has been shown. */
  firstPassword?: string
}

const fileIn = (dataDir: string) => join(dataDir, 'secrets.json')

/** What this data folder's secrets are; made on the first call. */
export function loadSecrets(dataDir: string): Secrets {
  const file = fileIn(dataDir)
  if (existsSync(file)) return read(file)
  if (existsSync(join(dataDir, 'postgres')))
    throw new Problem(
      `${file} is missing, and the database beside it cannot be opened without. Bring it back from a backup, or start over with --fresh.`,
    )
  const secrets: Secrets = {
    nextauthSecret: randomBytes(32).toString('base64url'),
    actionsKey: randomBytes(32).toString('base64'),
    eventsToken: randomBytes(32).toString('base64url'),
    postgresPassword: randomBytes(24).toString('hex'),
    storeAdmin: newIdentity(),
    storeApp: newIdentity(),
    ports: {},
  }
  saveSecrets(dataDir, secrets)
  return secrets
}

/** Written whole or not at all: a full disk must not leave half a file in place of the good one. */
export function saveSecrets(dataDir: string, secrets: Secrets): void {
  const file = fileIn(dataDir)
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

function read(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  } catch (cause) {
    throw new Problem(`${file} cannot be read. Bring it back from a backup, or start over with --fresh.`, { cause })
  }
}
