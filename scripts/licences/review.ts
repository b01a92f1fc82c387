import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import { isAllowed, type Package } from './allowed.ts'
import { directDependencies, lockedPackages } from './packages.ts'
import { renewTable } from './table.ts'

export type Review = { packages: Package[]; refused: Package[]; page: string; renewed: string }

export const pageFile = join(root, 'docs', 'licences.md')

/** Looks at every package of the lock, and at whether docs/licences.md says what package.json says. */
export function review(): Review {
  const packages = lockedPackages()
  const page = readFileSync(pageFile, 'utf8')
  const { dependencies, devDependencies } = directDependencies()
  const renewed = renewTable(
    renewTable(page, 'dependencies', dependencies, packages),
    'devDependencies',
    devDependencies,
    packages,
  )
  return { packages, refused: packages.filter((found) => !isAllowed(found)), page, renewed }
}
