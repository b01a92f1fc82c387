import { Problem } from '../problem.ts'
import { schemaEngine } from './engine.ts'
import { readMigrations } from './folder.ts'

/** Applies the migrations that the database lacks. Returns their names. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const engine = await schemaEngine(databaseUrl)
  try {
    const filters = { externalTables: [], externalEnums: [] }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: readMigrations(), filters })
    return appliedMigrationNames
  } catch (cause) {
    throw new Problem(`The database could not be migrated. ${reason(cause)}`, { cause })
  } finally {
    engine.free()
  }
}

function reason(error: unknown): string {
  const { message } = error as Error
  const code = /P3\d{3}/.exec(message)?.[0]
  if (code === 'P3009') return `A migration failed here earlier; it has to be resolved by hand first.\n${message}`
  return message
}
