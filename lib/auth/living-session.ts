import 'server-only'
import { db, prepared } from '../db'
import type { ClientInfo, UserPrincipal } from './principal'

/** How exact “last seen” is: one write a minute and session, however many requests. */
const SEEN_EVERY_MS = 60_000

const LIVING_SESSION = `
  SELECT u.id AS "userId", u.email, u.name, u.role::text, s."lastSeenAt"
  FROM "Session" s JOIN "User" u ON u.id = s."userId"
  WHERE s.id = $1::uuid AND s."endedAt" IS NULL AND s."expiresAt" > clock_timestamp()
    AND s.epoch = u."sessionEpoch" AND u."disabledAt" IS NULL`

type Living = Pick<UserPrincipal, 'userId' | 'email' | 'name' | 'role'> & { lastSeenAt: Date }

/**
 * The person of a session, re-read for this very request; null when the session was ended, is over, was opened under an
 * older epoch, or its person is disabled. One statement, since every request begins with it.
 */
export async function findPrincipal(sessionId: string, client: ClientInfo): Promise<UserPrincipal | null> {
  const [living] = await prepared<Living>('living-session', LIVING_SESSION, [sessionId])
  if (!living) return null
  const { lastSeenAt, ...person } = living
  await seen(sessionId, lastSeenAt, client)
  return { kind: 'user', ...person, sessionId, client }
}

async function seen(sessionId: string, lastSeenAt: Date, client: ClientInfo): Promise<void> {
  const due = new Date(Date.now() - SEEN_EVERY_MS)
  if (lastSeenAt > due) return
  await db().session.updateMany({
    where: { id: sessionId, lastSeenAt: { lte: due } },
    data: { lastSeenAt: new Date(), ip: client.ip },
  })
}
