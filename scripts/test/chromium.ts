import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of this machine; null when only Playwright's own could be used. */
export function systemChromium(): string | null {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen && !existsSync(chosen)) throw new Problem(`CHROMIUM_PATH is ${chosen}, and there is no such file.`)
  return chosen || (PLACES.find((path) => existsSync(path)) ?? null)
}

/** How Playwright launches it. Chromium's sandbox refuses root. */
export function launchOptions() {
  const executablePath = systemChromium()
  return { ...(executablePath ? { executablePath } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
}

/** Installs a Chromium when there is none: Debian's as root, else Playwright's. */
export function ensureChromium(): void {
  if (systemChromium() || existsSync(chromium.executablePath())) return
  const isRoot = process.getuid?.() === 0
  const hasApt = existsSync('/usr/bin/apt-get')
  console.log('Installing Chromium …')
  const installed =
    isRoot && hasApt
      ? spawnSync('sh', [
          '-c',
          'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium',
        ])
      : spawnSync(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'])
  if (installed.status === 0 && (systemChromium() || existsSync(chromium.executablePath()))) return
  throw new Problem('No Chromium was found, and none could be installed. Install one, or set CHROMIUM_PATH to it.')
}
