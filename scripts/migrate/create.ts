import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../engines/ports.ts'
import { startPostgres } from '../engines/postgres.ts'
import { Problem, run } from '../problem.ts'
import { root } from '../root.ts'
import { withSchemaEngine } from './engine.ts'
import { LOCK, migrationsDir, readMigrations } from './folder.ts'

await run(async () => {
  const name = process.argv[2]
  if (!name || !/^[a-z0-9_]+$/.test(name))
    throw new Problem('Give the migration a name: npm run migrate:create -- add_groups')
  const script = await onThrowawayDatabase(difference)
  if (!script.trim() || script.startsWith('-- This is an empty migration')) {
    console.log('The schema and the migrations agree; there is nothing to do.')
    return
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsDir, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), script)
  writeFileSync(join(migrationsDir, 'migration_lock.toml'), LOCK)
  console.log(
    `Wrote ${join(folder, 'migration.sql')}. Read it, and add by hand what Prisma does not know (views, triggers, checks).`,
  )
})

/** SQL that leads from the migrations to schema.prisma. The engine replays the migrations on a shadow of this database. */
async function difference(databaseUrl: string): Promise<string> {
  const content = readFileSync(join(root, 'prisma', 'schema.prisma'), 'utf8')
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...readMigrations() },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  return stdout ?? ''
}

async function onThrowawayDatabase<T>(use: (databaseUrl: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-migrate-'))
  const { engine, databaseUrl } = await startPostgres({
    dataDir,
    port: await freePort(),
    password: 'throwaway',
    throwaway: true,
  })
  try {
    return await use(databaseUrl)
  } finally {
    await engine.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
