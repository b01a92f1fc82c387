// Plain JavaScript for any Node from 20.9 on: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Installs what package-lock.json names, unless node_modules holds exactly that already. */
export function ensureInstalled() {
  refuseOldNode()
  if (isInstalled()) return
  const started = Date.now()
  console.log('Installing packages (npm ci; about a minute) …')
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // `npm run` would hand its own settings on, and NODE_ENV=production would leave the tools out.
    env: { ...process.env, NODE_ENV: '' },
  })
  if (npm.status !== 0) fail('npm ci failed, see above. Is the npm registry reachable, and is there room on the disk?')
  console.log(`Packages installed (${Math.round((Date.now() - started) / 1000)} s).`)
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 9))
    fail(`Countersign needs Node 20.9 or newer to start; this is ${process.version}.`)
}

/** Compares the lock with what npm recorded of its last install; packages for other platforms may be absent. */
export function isInstalled(folder = root) {
  const recorded = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(recorded) || !existsSync(nodeBinary(folder))) return false
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const have = JSON.parse(readFileSync(recorded, 'utf8')).packages
  return Object.entries(wanted).every(([path, { integrity, optional, devOptional, peer }]) => {
    if (path === '') return true
    const there = have[path]
    if (!there) return Boolean(optional || devOptional || peer)
    return there.integrity === integrity
  })
}

function nodeBinary(folder) {
  return join(folder, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
}

/** Runs a script on the pinned Node and ends with its code. The script learns of our death by its IPC channel. */
export function continueWith(script, args) {
  const child = spawn(nodeBinary(root), [join(root, script), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}` },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) =>
    fail(`The pinned Node could not be started (${error.message}). Run \`npm ci\` and try again.`),
  )
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
  watchParent(child)
}

// npm killed with -9 takes nobody along; that our parent has changed is how it shows.
function watchParent(child) {
  const parent = process.ppid
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 1000).unref()
}

function fail(sentence) {
  console.error(`\n${sentence}`)
  process.exit(1)
}
