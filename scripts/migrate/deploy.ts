import { loadDotEnv } from '../dot-env.ts'
import { Problem, run } from '../problem.ts'
import { applyMigrations } from './apply.ts'

await run(async () => {
  loadDotEnv()
  const url = process.env.DATABASE_URL
  if (!url)
    throw new Problem('Set DATABASE_URL to the database that is to be migrated. (`npm run up` migrates its own.)')
  const applied = await applyMigrations(url)
  console.log(applied.length ? `Applied ${applied.join(', ')}.` : 'Every migration is applied.')
})
