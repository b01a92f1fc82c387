import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'

const OURS = new Set([
  'secrets.json',
  'secrets.json.new',
  'postgres',
  'postgres.password',
  'postgres.log',
  'store',
  'store.log',
  'server.log',
  'mail',
  'mail.log',
  'edge',
  'edge.log',
  'up.lock',
])

/** Makes the data folder, for this user only. Refuses a folder that holds other things. */
export function prepareDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const foreign = readdirSync(dataDir).filter((name) => !OURS.has(name))
  if (foreign.length && !existsSync(join(dataDir, 'secrets.json')))
    throw new Problem(
      `The data folder ${dataDir} holds other files (${foreign.slice(0, 3).join(', ')}). Set DATA_DIR to an empty or new folder.`,
    )
  chmodSync(dataDir, 0o700)
}

/** Deletes everything of ours but the lock. */
export function emptyDataDir(dataDir: string): void {
  for (const name of OURS) if (name !== 'up.lock') rmSync(join(dataDir, name), { recursive: true, force: true })
}
