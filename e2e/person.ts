import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import pg from 'pg'

export type Person = { id: string; email: string; name: string; password: string }

// Nobody guesses at these, so a hash may cost little.
const CHEAP = { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 } as const

/** Makes a person in the database under test, or in another. (The way by invitation has a spec of its own.) */
export async function createPerson(role: 'ADMIN' | 'MEMBER', databaseUrl?: string): Promise<Person> {
  const id = randomUUID()
  const person = {
    id,
    email: `${role.toLowerCase()}-${id}@example.org`,
    name: `${role === 'ADMIN' ? 'Administrator' : 'Member'} ${id.slice(0, 8)}`,
    password: `correct horse ${id}`,
  }
  await sql(
    'INSERT INTO "User" (id, email, name, role, "passwordHash") VALUES ($1, $2, $3, $4::"Role", $5)',
    [id, person.email, person.name, role, await hash(person.password, CHEAP)],
    databaseUrl,
  )
  return person
}

/** Asks the database under test, or another, behind the app's back. */
export async function sql<Row extends pg.QueryResultRow>(
  query: string,
  values: unknown[] = [],
  connectionString = process.env['DATABASE_URL'],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Row>(query, values)).rows
  } finally {
    await client.end()
  }
}
