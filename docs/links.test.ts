import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/**/*.md')]

const read = (file: string) => readFileSync(file, 'utf8')
const withoutFences = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '')

/** Targets of `[text](target)` and `[text](<target>)` that lead into this repository. */
function links(page: string): string[] {
  const found = [...withoutFences(read(page)).matchAll(/\]\((?:<([^>]+)>|([^)\s]+))\)/g)]
  return found.map(([, angled, plain]) => angled ?? plain ?? '').filter((target) => !/^[a-z]+:/.test(target))
}

/** The anchors that a host makes of the headings of a page. */
function anchors(file: string): string[] {
  const headings = [...withoutFences(read(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/ /g, '-'),
  )
}

const top = readdirSync('.', { withFileTypes: true })
const folders = new Set(
  top.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map(({ name }) => name),
)

/** What stands in backticks and looks like a file or folder of this repository. */
function paths(page: string): string[] {
  const inBackticks = [...withoutFences(read(page)).matchAll(/`([^`\s]+)`/g)].map(([, text]) => text!)
  return inBackticks.filter((text) => folders.has(text.split('/')[0]!) || /^[\w.-]+\.(ts|mjs|json|yml|md)$/.test(text))
}

/** A file may be named without its folder. */
function exists(path: string): boolean {
  if (existsSync(path)) return true
  return !path.includes('/') && globSync(`{app,components,lib,scripts,e2e,bench}/**/${path}`).length > 0
}

/** `file.test.ts` “a name”, “another name”: a test that a page promises. */
function promisedTests(page: string): { file: string; name: string }[] {
  const text = read(page).replace(/\s+/g, ' ')
  const found = [...text.matchAll(/`([^`\s]+\.(?:test|spec)\.tsx?)`((?:,? “[^”]+”)+)/g)]
  return found.flatMap(([, file, names]) =>
    [...names!.matchAll(/“([^”]+)”/g)].map(([, name]) => ({ file: file!, name: name! })),
  )
}

describe.each(PAGES)('%s', (page) => {
  test('links to files and headings that exist', () => {
    const broken = links(page).filter((target) => {
      const [path, anchor] = target.split('#')
      const file = path ? join(dirname(page), path) : page
      return !existsSync(file) || (anchor && !anchors(file).includes(anchor))
    })
    expect(broken).toEqual([])
  })

  test('names files that exist', () => {
    expect(paths(page).filter((path) => !exists(path))).toEqual([])
  })

  test('promises tests that exist', () => {
    expect(promisedTests(page).filter(({ file, name }) => !existsSync(file) || !read(file).includes(name))).toEqual([])
  })
})

test('the security model promises many tests', () => {
  expect(promisedTests('docs/security-model.md').length).toBeGreaterThan(30)
})
