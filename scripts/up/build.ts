import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bindToParent } from '../engines/process.ts'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import { buildKey } from './build-key.ts'
import { during } from './say.ts'

/** Builds for production unless the build in `distDir` is of these very sources and this key. */
export async function ensureBuild(distDir: string, actionsKey: string): Promise<void> {
  const key = buildKey(root, [actionsKey, process.version])
  const stamp = join(root, distDir, 'countersign-build')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return
  rmSync(stamp, { force: true })
  await during('Building the app', () => build(distDir, actionsKey))
  writeFileSync(stamp, key)
}

/** Generates the Prisma client and runs `next build`. */
export async function build(distDir: string, actionsKey: string): Promise<void> {
  await node([join(root, 'scripts/generate.ts')], {})
  await node([join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    NODE_ENV: 'production',
    NEXT_DIST_DIR: distDir,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
  })
}

/** Runs a Node script in the checkout; its output is shown only when it fails. */
async function node(args: string[], env: Record<string, string>): Promise<void> {
  const [file, ...rest] = bindToParent([process.execPath, ...args], 'SIGTERM')
  const child = spawn(file!, rest, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code === 0) return
  if (/ENOSPC|No space left/.test(output))
    throw new Problem('The disk is full, so the app could not be built. Free some space and start again.')
  throw new Problem(`The app could not be built:\n${output.trim().split('\n').slice(-40).join('\n')}`)
}
