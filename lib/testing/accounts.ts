import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { sessionCookieName } from '../auth/cookies'
import { hashPassword } from '../auth/passwords'
import { db } from '../db'
import { env } from '../env'

export type Account = { id: string; email: string; password: string }

type Shape = { role?: 'ADMIN' | 'MEMBER'; password?: string | null; disabled?: boolean }

/** A person who can sign in; without a password one who was only invited. */
export async function makeAccount({
  role = 'MEMBER',
  password = 'correct horse battery',
  disabled = false,
}: Shape = {}): Promise<Account> {
  const email = `account-${randomUUID()}@example.com`
  const { id } = await db().user.create({
    data: {
      email,
      name: 'Test account',
      role,
      passwordHash: password && (await hashPassword(password)),
      disabledAt: disabled ? new Date() : null,
    },
    select: { id: true },
  })
  return { id, email, password: password ?? '' }
}

/** An address nobody else in these tests comes from, so that rate limits do not meet. */
export function freshClient() {
  return { ip: `test-${randomUUID()}`, userAgent: 'vitest' }
}

/** The headers of a browser that has this session. */
export async function signedIn(sessionId: string, more: Record<string, string> = {}): Promise<Headers> {
  const token = await encode({ token: { sid: sessionId }, secret: env().NEXTAUTH_SECRET })
  return new Headers({
    cookie: `theme=dark; ${sessionCookieName()}=${token}`,
    'user-agent': 'vitest',
    'x-forwarded-for': '192.0.2.7',
    ...more,
  })
}

/** The actions that the audit has about a person, oldest first. */
export async function auditOf(userId: string): Promise<string[]> {
  const rows = await db().auditEvent.findMany({
    where: { OR: [{ subjectId: userId }, { actorId: userId }] },
    orderBy: { id: 'asc' },
    select: { action: true },
  })
  return rows.map((row) => row.action)
}
