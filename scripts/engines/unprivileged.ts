import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, statSync } from 'node:fs'
import { Problem } from '../problem.ts'

export type Unprivileged = {
  /** Goes before a command; empty for an ordinary user. */
  command: string[]
  /** Makes files that such a command is to read or write its own. */
  own: (...files: string[]) => void
}

const NOBODY = 65_534

/**
 * PostgreSQL refuses to run as root. In a user namespace that maps root to nobody it starts, while its files stay
 * root's; no system user and no chown are needed, and a private home is no obstacle. Containers often forbid such
 * namespaces; there it becomes nobody for good, and its files too.
 */
export function unprivileged(dataDir: string): Unprivileged {
  const nothing = () => undefined
  if (process.getuid?.() !== 0) return { command: [], own: nothing }
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  const nobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
  const works = ([file, ...args]: string[]) => spawnSync(file!, [...args, 'true']).status === 0
  if (works(namespace)) return { command: namespace, own: nothing }
  if (!works(nobody))
    throw new Problem('PostgreSQL does not run as root. Start as an ordinary user, or set DATABASE_URL.')
  // Nobody may pass through the folder to what is theirs in it, and sees nothing else.
  chmodSync(dataDir, statSync(dataDir).mode | 0o011)
  return { command: nobody, own: (...files) => files.forEach((file) => chownSync(file, NOBODY, NOBODY)) }
}
