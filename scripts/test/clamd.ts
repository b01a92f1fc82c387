import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Problem } from '../problem.ts'

const PLACES = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd']

/** A clamd on this machine; installs Debian's when there is none. Its signatures are the tests' own. */
export function ensureClamd(): string {
  const found = PLACES.find((path) => existsSync(path))
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const install =
      'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends clamav-daemon'
    spawnSync('sh', ['-c', install])
    if (existsSync(PLACES[0]!)) return PLACES[0]!
  }
  throw new Problem(
    'The tests of the malware scan need clamd. Install it: apt-get install clamav-daemon (or brew install clamav).',
  )
}
