import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'

/** Debian's nginx stands in sbin, which is not on everybody's PATH. */
const NGINX = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx']
const MODULES = [
  '/usr/lib/nginx/modules',
  '/usr/lib64/nginx/modules',
  '/etc/nginx/modules',
  '/usr/local/lib/nginx/modules',
]

export const INSTALL_NGINX =
  'apt-get install nginx libnginx-mod-http-js (then `systemctl disable --now nginx`: its own service is not needed)'

export type Nginx = { nginx: string; njs: string }

/** The nginx of this machine, if it has njs. */
export function findNginx(): Nginx | null {
  const nginx = NGINX.find((path) => existsSync(path))
  const njs = MODULES.map((folder) => join(folder, 'ngx_http_js_module.so')).find((path) => existsSync(path))
  return nginx && njs ? { nginx, njs } : null
}

/** The same, where there is no way without. */
export function requireNginx(): Nginx {
  const found = findNginx()
  if (!found) throw new Problem(`The edge needs nginx with njs. Install it: ${INSTALL_NGINX}.`)
  return found
}
