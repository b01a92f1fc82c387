import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findNginx, INSTALL_NGINX, type Nginx } from '../engines/nginx.ts'
import { Problem } from '../problem.ts'

/** The nginx of this machine; installs Debian's when there is none. Its own service is kept from starting. */
export function ensureNginx(): Nginx {
  const found = findNginx()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    // Debian starts a service as it installs it, unless a file of this name forbids it.
    const policy = '/usr/sbin/policy-rc.d'
    const quiet = existsSync(policy)
      ? ''
      : `printf '#!/bin/sh\\nexit 101\\n' >${policy}; chmod +x ${policy}; trap 'rm -f ${policy}' EXIT;`
    const install = `DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends nginx libnginx-mod-http-js`
    spawnSync('sh', ['-c', `${quiet} apt-get update -q && ${install}`])
    const installed = findNginx()
    if (installed) return installed
  }
  throw new Problem(`The tests of the edge need nginx with njs. Install it: ${INSTALL_NGINX}.`)
}
