/** Licences that ask for no more than a notice. Fonts and data come under licences made for them. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
])

/**
 * Weak copyleft, package by package: these reach no further than the package's own files or its own shared library, and
 * we change none of them. Anything else under such a licence has to be looked at first.
 */
const BY_NAME: readonly [name: RegExp, licence: string][] = [
  [/^@img\/sharp-/, 'LGPL-3.0-or-later'],
  [/^lightningcss(-|$)/, 'MPL-2.0'],
  [/^(axe-core|@axe-core\/playwright)$/, 'MPL-2.0'],
  [/^elkjs$/, 'EPL-2.0'],
]

/** Packages that state no licence in their package.json, with the one that their LICENSE file holds. */
const UNSTATED: Readonly<Record<string, string>> = { 'seq-queue@0.0.5': 'MIT' }

export type Package = { name: string; version: string; licence: string | null }

/** The licence of a package as SPDX knows it, or null when nobody said one. */
export function licenceOf({ name, version, licence }: Package): string | null {
  return licence ?? UNSTATED[`${name}@${version}`] ?? null
}

/** Whether a package may be used here. `OR` needs one allowed alternative, `AND` all of them (SPDX 2.3, annex D). */
export function isAllowed(found: Package): boolean {
  const licence = licenceOf(found)
  return (
    licence !== null &&
    holds(licence, (id) => PERMISSIVE.has(id) || BY_NAME.some(([name, own]) => own === id && name.test(found.name)))
  )
}

/** Evaluates an SPDX expression from the innermost brackets outwards; `AND` binds tighter than `OR`. */
function holds(expression: string, isFine: (id: string) => boolean): boolean {
  const flat = (text: string) =>
    text.split(/\s+or\s+/i).some((all) => all.split(/\s+and\s+/i).every((id) => isFine(id.trim())))
  let rest = expression
  // What was evaluated stands on as a licence that is always fine, or as none.
  for (let inner; (inner = /\(([^()]*)\)/.exec(rest));) rest = rest.replace(inner[0], flat(inner[1]!) ? 'MIT' : '')
  return flat(rest)
}
