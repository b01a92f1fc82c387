import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import { cacheDir } from '../root.ts'

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt')
const CURE = 'Install it: apt-get install python3 python3-venv (or brew install python).'

/**
 * A Python 3 that has what requirements.txt names, in a virtual environment outside the checkout; made when there is none.
 * @throws Problem without a Python ≥ 3.10, and when its packages cannot be installed
 */
export function ensurePython(): string {
  const version = pythonVersion() ?? (installDebians() ? pythonVersion() : null)
  if (!version)
    throw new Problem(`The tests of the API run a script in Python 3.10 or newer, and there is none. ${CURE}`)
  const names = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(version).digest('hex').slice(0, 16)
  const place = join(cacheDir, `python-${names}`)
  const python = join(place, 'bin', 'python')
  if (!existsSync(python)) make(place)
  return python
}

/** Of `python3`, or null when there is none that is new enough. */
function pythonVersion(): string | null {
  const script = 'import sys; print(sys.version_info >= (3, 10), sys.executable, sys.version.split()[0])'
  const { status, stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' })
  return status === 0 && stdout.startsWith('True') ? stdout.trim() : null
}

/** Makes it beside its place and moves it there: whoever makes the same one at the same time gets in nobody's way. */
function make(place: string): void {
  console.log('Installing Python packages for the tests …')
  mkdirSync(cacheDir, { recursive: true })
  const making = mkdtempSync(join(cacheDir, 'making-'))
  try {
    // Debian's python3 can make no environment before python3-venv is there.
    if (!environment(making) && !(installDebians() && environment(making)))
      throw new Problem(`python3 -m venv does not work here. ${CURE}`)
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS]
    const installed = spawnSync(join(making, 'bin', 'python'), pip, { encoding: 'utf8' })
    if (installed.status !== 0)
      throw new Problem(`pip could not install the Python packages of the tests:\n${installed.stderr.slice(-1000)}`)
    renameSync(making, place)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  }
}

function environment(folder: string): boolean {
  return spawnSync('python3', ['-m', 'venv', '--clear', folder]).status === 0
}

function installDebians(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const install =
    'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3 python3-venv'
  return spawnSync('sh', ['-c', install]).status === 0
}
