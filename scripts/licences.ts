import { writeFileSync } from 'node:fs'
import { licenceOf } from './licences/allowed.ts'
import { pageFile, review } from './licences/review.ts'
import { sameTables, unexplained } from './licences/table.ts'
import { Problem, run } from './problem.ts'

await run(async () => {
  const { packages, refused, page, renewed } = review()
  if (refused.length > 0) {
    const lines = refused.map(
      (found) => `  - ${found.name} ${found.version}: ${licenceOf(found) ?? 'no licence stated'}`,
    )
    throw new Problem(`Not on the list of scripts/licences/allowed.ts:\n${lines.join('\n')}`)
  }
  if (process.argv.includes('--write')) writeFileSync(pageFile, renewed)
  else if (!sameTables(page, renewed))
    throw new Problem('docs/licences.md does not say what package.json says; `npm run licences -- --write` mends it.')
  const silent = unexplained(renewed)
  if (silent.length > 0) throw new Problem(`Say in docs/licences.md why these are there: ${silent.join(', ')}`)
  console.log(`${packages.length} packages, all under licences that are allowed here.`)
})
