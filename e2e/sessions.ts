import { sql, type Person } from './person.ts'

/** Ends a person's sessions as the app does it, from outside: the rows and the notice to open pages. */
export async function endSessions({ id }: Person): Promise<void> {
  await sql('UPDATE "Session" SET "endedAt" = now() WHERE "userId" = $1 AND "endedAt" IS NULL', [id])
  await sql("SELECT pg_notify('countersign_live', $1)", [JSON.stringify({ kind: 'sessions', userId: id })])
}
