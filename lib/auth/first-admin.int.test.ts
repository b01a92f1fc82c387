import pg from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { applyMigrations } from '../../scripts/migrate/apply'
import { db } from '../db'
import { auditOf, freshClient } from '../testing/accounts'
import { ensureFirstAdmin } from './first-admin'
import { signInWithPassword } from './sign-in'

const PASSWORD = 'generated-9f3b-pass-phrase'

// “While there is nobody at all” needs a database of its own.
beforeAll(async () => {
  const url = new URL(process.env['DATABASE_URL']!)
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('DROP DATABASE IF EXISTS first_admin')
  await client.query('CREATE DATABASE first_admin')
  await client.end()
  url.pathname = '/first_admin'
  process.env['DATABASE_URL'] = url.href
  await applyMigrations(url.href)
})

it('names the variable when the address or the password will not do', async () => {
  await expect(ensureFirstAdmin('nobody', PASSWORD)).rejects.toThrow('ADMIN_EMAIL')
  await expect(ensureFirstAdmin('root@example.org', 'admin')).rejects.toThrow('ADMIN_PASSWORD')
  expect(await db().user.count()).toBe(0)
})

it('makes one administrator, however many instances start at once, and never another', async () => {
  const starts = await Promise.all(
    Array.from({ length: 8 }, (_, index) => ensureFirstAdmin(`Root${index}@Example.org`, PASSWORD)),
  )
  expect(starts.filter(Boolean)).toHaveLength(1)
  const people = await db().user.findMany()
  expect(people).toHaveLength(1)
  expect(people[0]).toMatchObject({ role: 'ADMIN', email: `root${starts.indexOf(true)}@example.org` })
  await signInWithPassword({ email: people[0]!.email, password: PASSWORD }, freshClient())
  expect(await ensureFirstAdmin('second@example.org', PASSWORD)).toBe(false)
  expect(await auditOf(people[0]!.id)).toEqual(['member.joined', 'session.opened'])
})
