import { randomUUID } from 'node:crypto'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'

/** A member with an open session, as a request of theirs would carry it. */
export async function makePerson(role: 'ADMIN' | 'MEMBER' = 'MEMBER'): Promise<UserPrincipal> {
  const email = `person-${randomUUID()}@example.com`
  const user = await db().user.create({ data: { email, name: 'Test person', role }, select: { id: true, name: true } })
  const client = { ip: '192.0.2.7', userAgent: 'vitest' }
  const session = await db().session.create({
    data: { userId: user.id, epoch: 0, ...client, expiresAt: new Date(Date.now() + 3_600_000) },
    select: { id: true },
  })
  return { kind: 'user', userId: user.id, sessionId: session.id, role, email, name: user.name, client }
}
