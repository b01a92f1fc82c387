import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/root.ts'
import { setting } from './settings.ts'

/** Next's pages for what was not found and for what broke: they answer under any address and have none of their own. */
const NO_ADDRESS = new Set(['/_not-found/page', '/_global-error/page'])

/**
 * Every way into the build under test, as `GET /documents` or `POST /api/v1/uploads/[id]/sign`: pages and routes by the
 * build's own manifest, the methods of a route by its file. Files of `app` that are served as they are have no such file.
 */
export function routes(): string[] {
  const manifest = join(root, setting('NEXT_DIST_DIR'), 'server/app-paths-manifest.json')
  const entries = Object.keys(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>)
  const found = entries
    .filter((entry) => !NO_ADDRESS.has(entry))
    .map((entry) => {
      const path = entry.replace(/\/[^/]+$/, '').replace(/\/\([^)]+\)/g, '') || '/'
      return methodsOf(entry).map((method) => `${method} ${path}`)
    })
  return found.flat().toSorted()
}

function methodsOf(entry: string): string[] {
  const file = join(root, 'app', `${entry}.ts`)
  if (!entry.endsWith('/route') || !existsSync(file)) return ['GET']
  const exported =
    readFileSync(file, 'utf8').match(/^export (?:(?:async )?function|const|let) \w+|^export \{[^}]+\}/gm) ?? []
  // What only says that there is no such method is no way in.
  const ways = exported.join(' ').replaceAll(/(?:wrongMethod|options) as \w+/g, '')
  return [...new Set(ways.match(/\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g))]
}

export type ActionEntry = { id: string; name: string; path: string }

/** Every server action of the build under test, with the address of a page that has it. */
export function actions(): ActionEntry[] {
  const file = join(root, setting('NEXT_DIST_DIR'), 'server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, { exportedName: string; filename: string }>
  }
  return Object.entries(node)
    .map(([id, { exportedName: name, filename }]) => ({ id, name, path: pathOf(filename) }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

function pathOf(filename: string): string {
  return filename
    .replace(/^app/, '')
    .replace(/\/[\w-]*actions\.ts$/, '')
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\[\w+\]/g, 'x')
}
