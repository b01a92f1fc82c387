import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNginx } from '../scripts/engines/nginx.ts'
import { freePort } from '../scripts/engines/ports.ts'
import { startEngine } from '../scripts/engines/process.ts'
import { unprivileged } from '../scripts/engines/unprivileged.ts'
import type { Shutdown } from '../scripts/up/shutdown.ts'

/** nginx that serves one file from disk and does nothing else: how fast this machine can be. Answers the file's URL. */
export async function serveStatic(dataDir: string, bytes: Uint8Array, shutdown: Shutdown): Promise<string> {
  const folder = join(dataDir, 'static')
  mkdirSync(join(folder, 'tmp'), { recursive: true })
  writeFileSync(join(folder, 'file'), bytes)
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes auto; worker_rlimit_nofile 16384; pid "${folder}/pid"; error_log stderr crit;
     events { worker_connections 4096; }
     http {
       ${temporary.map((name) => `${name}_temp_path "${folder}/tmp/${name}";`).join(' ')}
       access_log off; sendfile on; tcp_nopush on;
       server { listen 127.0.0.1:${port}; root "${folder}"; }
     }`,
  )
  const as = unprivileged(dataDir)
  as.own(folder)
  const engine = startEngine({
    name: 'nginx',
    runAs: as.command,
    command: [requireNginx().nginx, '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')],
    logFile: join(dataDir, 'static.log'),
  })
  shutdown.add(() => engine.stop())
  return `http://127.0.0.1:${port}/file`
}
