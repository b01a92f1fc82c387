import { licenceOf, type Package } from './allowed.ts'

export type Direct = { name: string; version: string }

/** A row of docs/licences.md. The first three columns come from the packages, the reason from a person. */
const ROW = /^\| `(?<name>[^`]+)` *\| (?<version>[^|]*) \| (?<licence>[^|]*) \| (?<why>[^|]*) \|$/gm

/** Rewrites one table, between its two marks, so that it says what package.json says, and keeps the reasons. */
export function renewTable(
  page: string,
  group: string,
  direct: readonly Direct[],
  packages: readonly Package[],
): string {
  const [start, end] = [`<!-- ${group} -->\n`, `<!-- /${group} -->`]
  const [from, to] = [page.indexOf(start) + start.length, page.indexOf(end)]
  const reasons = reasonsIn(page)
  const rows = direct.map(({ name, version }) => {
    const found = packages.find((one) => one.name === name && one.version === version)
    return `| \`${name}\` | ${version} | ${found ? licenceOf(found) : '?'} | ${reasons.get(name) ?? ''} |`
  })
  const head = ['| Package | Version | Licence | Why |', '| --- | --- | --- | --- |']
  return `${page.slice(0, from)}\n${[...head, ...rows].join('\n')}\n\n${page.slice(to)}`
}

/** Whether two pages say the same; a formatter may have aligned the columns. */
export function sameTables(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
  return plain(a) === plain(b)
}

/** Packages whose row gives no reason. */
export function unexplained(page: string): string[] {
  return [...reasonsIn(page)].filter(([, why]) => why === '').map(([name]) => name)
}

function reasonsIn(page: string): Map<string, string> {
  const rows = [...page.matchAll(ROW)].map(({ groups }) => groups!)
  return new Map(rows.map((row) => [row['name']!, row['why']!.trim()]))
}
