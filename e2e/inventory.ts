import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../scripts/root.ts'
import { setting } from './settings.ts'

/** Every way into the app that a file of it makes, as `GET /documents` or `POST /api/v1/uploads/[id]/sign`. */
export async function routes(): Promise<string[]> {
  const app = join(root, 'app')
  const files = await readdir(app, { recursive: true })
  const found = await Promise.all(
    files.map(async (file) => {
      const name = /(?:^|\/)(route|page|default)\.[jt]sx?$/.exec(file)?.[1]
      if (!name) return []
      const path = `/${file}`.replace(/\/[^/]+$/, '').replace(/\/\([^)]+\)/g, '') || '/'
      if (name !== 'route') return [`GET ${path}`]
      return methodsOf(await readFile(join(app, file), 'utf8')).map((method) => `${method} ${path}`)
    }),
  )
  return found.flat().toSorted()
}

function methodsOf(source: string): string[] {
  const exported = source.match(/^export (?:(?:async )?function|const|let) \w+|^export \{[^}]+\}/gm) ?? []
  return [...new Set(exported.join(' ').match(/\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g))]
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
