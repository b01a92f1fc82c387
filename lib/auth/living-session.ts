import 'server-only'
import { db } from '../db'
import type { ClientInfo, UserPrincipal } from './principal'

/** How exact “last seen” is: one write a minute and session, however many requests. */
const SEEN_EVERY_MS = 60_000

/**
 * The person of a session, re-read for this very request; null when the session was ended, is over, was opened under an
 * older epoch, or its person is disabled.
 */
export async function findPrincipal(sessionId: string, client: ClientInfo): Promise<UserPrincipal | null> {
  const session = await db().session.findUnique({
    where: { id: sessionId, endedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: {
      epoch: true,
      lastSeenAt: true,
      user: { select: { id: true, email: true, name: true, role: true, sessionEpoch: true } },
    },
  })
  if (!session || session.epoch !== session.user.sessionEpoch) return null
  await seen(sessionId, session.lastSeenAt, client)
  const { id: userId, email, name, role } = session.user
  return { kind: 'user', userId, sessionId, role, email, name, client }
}

async function seen(sessionId: string, lastSeenAt: Date, client: ClientInfo): Promise<void> {
  const due = new Date(Date.now() - SEEN_EVERY_MS)
  if (lastSeenAt > due) return
  await db().session.updateMany({
    where: { id: sessionId, lastSeenAt: { lte: due } },
    data: { lastSeenAt: new Date(), ip: client.ip },
  })
}
