import { sortName } from '../lib/documents/sort-name.ts'
import type { Person } from './fixtures.ts'
import { sql } from './person.ts'

type Row = { name: string; size?: number; minutesAgo?: number; status?: 'VERIFYING' | 'REJECTED'; rejection?: string }

/** Puts rows into a person's list as if they had come there long ago. What is not Ready needs no object. */
export async function put(owner: Person, rows: readonly Row[]): Promise<void> {
  await sql(
    `INSERT INTO "Document" (id, "ownerId", name, "sortName", size, "createdAt", "updatedAt", status, rejection)
     SELECT gen_random_uuid(), $1, r.name, r."sortName", coalesce(r.size, 1), now() - make_interval(mins => coalesce(r."minutesAgo", 0)), now(),
            coalesce(r.status, 'VERIFYING')::"DocumentStatus", r.rejection
     FROM jsonb_to_recordset($2) AS r(name text, "sortName" text, size bigint, "minutesAgo" int, status text, rejection text)`,
    [owner.id, JSON.stringify(rows.map((row) => ({ ...row, sortName: sortName(row.name) })))],
  )
}
