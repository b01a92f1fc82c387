import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadDotEnv } from './dot-env.ts'
import { requireNginx } from './engines/nginx.ts'
import { bindToParent } from './engines/process.ts'
import { unprivileged } from './engines/unprivileged.ts'
import { run } from './problem.ts'
import { root } from './root.ts'

/** The edge alone, in the foreground, configured by the environment (docs/edge.md). */
await run(async () => {
  loadDotEnv()
  const { nginx, njs } = requireNginx()
  const folder = resolve(root, process.env.EDGE_DIR || '.edge')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const as = unprivileged(folder)
  as.own(folder)
  const [file, ...args] = [...as.command, ...bindToParent(['sh', join(root, 'edge/start.sh')], 'SIGTERM')]
  const { EDGE_APP_URL = process.env.APP_URL, EDGE_ORIGIN = process.env.S3_ENDPOINT } = process.env
  const child = spawn(file!, args, {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...process.env, EDGE_APP_URL, EDGE_ORIGIN, EDGE_DIR: folder, EDGE_NGINX: nginx, EDGE_NJS_MODULE: njs },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'))
  process.exitCode = await new Promise<number>((done) => child.once('exit', (code) => done(code ?? 0)))
})
