import { Problem } from '../problem.ts'
import { withSchemaEngine } from './engine.ts'
import { readMigrations } from './folder.ts'

/** Applies the migrations that the database lacks. Returns their names. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  try {
    const filters = { externalTables: [], externalEnums: [] }
    return await withSchemaEngine(databaseUrl, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: readMigrations(), filters })
      return appliedMigrationNames
    })
  } catch (cause) {
    throw new Problem(`The database could not be migrated. ${reason(cause)}`, { cause })
  }
}

// The engine appends a trace of its own to the message.
function reason(error: unknown): string {
  const message = (error as Error).message.split(/\n +\d+: /)[0]!
  if (message.includes('P3009')) return `A migration failed here earlier; resolve it by hand first.\n${message}`
  return message
}
