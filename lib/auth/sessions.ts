import 'server-only'
import { record } from '../audit/record'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { notifySessions } from '../live/notify'
import type { ClientInfo, UserPrincipal } from './principal'

/** A session ends two weeks after signing in, used or not. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60

export type SessionRow = {
  id: string
  userAgent: string
  ip: string
  createdAt: Date
  lastSeenAt: Date
  current: boolean
}

/** Opens a session for a person who has just proved who they are, with its audit row. Answers its id. */
export async function openSession(
  tx: Db,
  userId: string,
  client: ClientInfo,
  method: 'password' | 'oidc',
): Promise<string> {
  // The epoch comes out of the same statement as the row: a password changed in between ends this session too.
  const [session] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Session" ("id", "userId", "epoch", "userAgent", "ip", "expiresAt")
    SELECT ${crypto.randomUUID()}::uuid, "id", "sessionEpoch", ${client.userAgent}, ${client.ip}, now() + make_interval(secs => ${SESSION_SECONDS})
    FROM "User" WHERE "id" = ${userId}::uuid AND "disabledAt" IS NULL
    RETURNING "id"`
  if (!session) throw new AppError('WRONG_CREDENTIALS')
  await record(tx, { action: 'session.opened', actor: null, actorId: userId, client, details: { method } })
  return session.id
}

/** The person's living sessions, the most recently used first. */
export async function listSessions(principal: UserPrincipal): Promise<SessionRow[]> {
  const rows = await db().session.findMany({
    where: { userId: principal.userId, endedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true, userAgent: true, ip: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  })
  return rows.map((row) => ({ ...row, current: row.id === principal.sessionId }))
}

/** Ends one of the person's own sessions, this one or another. Throws NOT_FOUND. */
export async function endSession(principal: UserPrincipal, sessionId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId: principal.userId, endedAt: null },
      data: { endedAt: new Date() },
    })
    if (count === 0) throw new AppError('NOT_FOUND', 'That session has already ended.')
    await record(tx, { action: 'session.ended', actor: principal, details: { sessionId } })
    await notifySessions(tx, principal.userId)
  })
}

/** Ends the session of a browser that signs out. Doing it twice is no error. */
export async function signOut(sessionId: string, client: ClientInfo): Promise<void> {
  await db().$transaction(async (tx) => {
    const [session] = await tx.session.updateManyAndReturn({
      where: { id: sessionId, endedAt: null },
      data: { endedAt: new Date() },
      select: { userId: true },
    })
    if (!session) return
    await record(tx, { action: 'session.ended', actor: null, actorId: session.userId, client, details: { sessionId } })
    await notifySessions(tx, session.userId)
  })
}

/** Ends all of the person's sessions but this one. */
export async function endOtherSessions(principal: UserPrincipal): Promise<void> {
  await db().$transaction(async (tx) => {
    await raiseEpoch(tx, principal.userId, principal.sessionId)
    await record(tx, { action: 'sessions.ended', actor: principal, details: { kept: principal.sessionId } })
  })
}

/** Ends all of the person's sessions, this one included. */
export async function endAllSessions(principal: UserPrincipal): Promise<void> {
  await db().$transaction(async (tx) => {
    await raiseEpoch(tx, principal.userId, null)
    await record(tx, { action: 'sessions.ended', actor: principal })
  })
}

/**
 * Ends every session that a person has or is just opening: the epoch stops what this transaction cannot see yet. The kept
 * session goes on under the new epoch.
 */
export async function raiseEpoch(tx: Db, userId: string, keptSessionId: string | null): Promise<void> {
  const { sessionEpoch } = await tx.user.update({
    where: { id: userId },
    data: { sessionEpoch: { increment: 1 } },
    select: { sessionEpoch: true },
  })
  await tx.session.updateMany({
    where: { userId, endedAt: null, ...(keptSessionId ? { id: { not: keptSessionId } } : {}) },
    data: { endedAt: new Date() },
  })
  if (keptSessionId) {
    await tx.session.updateMany({ where: { id: keptSessionId, userId, endedAt: null }, data: { epoch: sessionEpoch } })
  }
  await notifySessions(tx, userId)
}
