import { WebClient } from '../chaos/web-client.ts'
import { createPerson, sql, type Person } from '../person.ts'
import { setting } from '../settings.ts'

/** Everybody who may ask, the owner last: what takes the document away comes from them. */
export const WHO = ['anonymous', 'disabled', 'other', 'viewer', 'editor', 'admin', 'owner'] as const
export type Who = (typeof WHO)[number]
export type Caller = { client: WebClient; person: Person | null }
export type Cast = Record<Who, Caller>

async function caller(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<Caller> {
  const client = new WebClient(setting('APP_URL'))
  const person = await createPerson(role)
  const status = await client.signIn(person)
  if (status !== 200) throw new Error(`Signing in was answered ${status}.`)
  return { client, person }
}

export async function everybody(): Promise<Cast> {
  const [disabled, other, viewer, editor] = [await caller(), await caller(), await caller(), await caller()]
  const [admin, owner] = [await caller('ADMIN'), await caller()]
  await sql('UPDATE "User" SET "disabledAt" = now() WHERE id = $1', [disabled.person!.id])
  return {
    anonymous: { client: new WebClient(setting('APP_URL')), person: null },
    disabled,
    other,
    viewer,
    editor,
    admin,
    owner,
  }
}
