import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import type { Package } from './allowed.ts'

type Manifest = { version?: string; license?: string | { type?: string }; licenses?: { type?: string }[] }
type Locked = Manifest & { link?: boolean }
type Direct = { name: string; version: string }

/** Every package of the lock. What is installed speaks for itself; for other platforms' builds the lock does. */
export function lockedPackages(): Package[] {
  const { packages } = readJson<{ packages: Record<string, Locked> }>('package-lock.json')
  return Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, locked]) => {
      const file = join(path, 'package.json')
      const installed = existsSync(join(root, file)) ? readJson<Manifest>(file) : locked
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return { name, version: locked.version ?? '', licence: stated(installed) }
    })
}

/** What package.json names, for running and building (true) and for development only (false). */
export function directDependencies(): Record<'dependencies' | 'devDependencies', Direct[]> {
  const manifest = readJson<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json')
  const list = (group: Record<string, string>) => Object.entries(group).map(([name, version]) => ({ name, version }))
  return { dependencies: list(manifest.dependencies), devDependencies: list(manifest.devDependencies) }
}

/** Old packages write `{type}` or a list of them instead of an SPDX expression. */
function stated({ license, licenses }: Manifest): string | null {
  if (typeof license === 'string') return license
  const types = [license?.type, ...(licenses ?? []).map(({ type }) => type)].filter((type) => type !== undefined)
  return types.length > 0 ? types.join(' OR ') : null
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T
}
