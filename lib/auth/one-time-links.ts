import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { record } from '../audit/record'
import { db, type Db } from '../db'
import { env } from '../env'
import { AppError } from '../errors'
import type { OneTimeLinkKind } from '../generated/prisma/enums'
import { weakness } from './password-policy'
import { hashPassword } from './passwords'
import type { ClientInfo, UserPrincipal } from './principal'
import { raiseEpoch } from './sessions'

/** An invitation waits for somebody who is away for a weekend. */
const INVITE_SECONDS = 7 * 24 * 60 * 60
/** A reset opens an existing account, so it lives only as long as handing it over takes. */
const RESET_SECONDS = 30 * 60

export type LinkOwner = { kind: OneTimeLinkKind; email: string; name: string }

/** Makes a link that lets one person set one password once, and ends the person's earlier ones. Answers its URL. */
export async function issueLink(tx: Db, kind: OneTimeLinkKind, userId: string, issuer: UserPrincipal): Promise<string> {
  await endLinks(tx, userId)
  const token = randomBytes(32).toString('base64url')
  const seconds = kind === 'INVITE' ? INVITE_SECONDS : RESET_SECONDS
  await tx.oneTimeLink.create({
    data: {
      kind,
      userId,
      issuerId: issuer.userId,
      tokenHash: hashOf(token),
      expiresAt: new Date(Date.now() + seconds * 1000),
    },
    select: { id: true },
  })
  return resetUrl(token)
}

/**
 * The same for a person who asked for it, and gets it by mail. The id is the request's: null when it was issued before.
 * Unlike an administrator's it does not end with anybody's right to issue it, and it ends none: anybody can ask for one,
 * and would end what the person has at hand. Redeeming one ends all.
 */
export async function issueOwnReset(tx: Db, userId: string, id: string): Promise<string | null> {
  if (await tx.oneTimeLink.findUnique({ where: { id }, select: { id: true } })) return null
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + RESET_SECONDS * 1000)
  await tx.oneTimeLink.create({ data: { id, kind: 'RESET', userId, tokenHash: hashOf(token), expiresAt } })
  return resetUrl(token)
}

function resetUrl(token: string): string {
  return `${env().APP_URL}/reset/${token}`
}

/** Ends a person's unused links. */
export async function endLinks(tx: Db, userId: string): Promise<void> {
  const now = new Date()
  await tx.oneTimeLink.updateMany({ where: { userId, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } })
}

/** Whom a living link is for, or null. Looking does not use it up: mail scanners and previews open links too. */
export async function peek(token: string): Promise<LinkOwner | null> {
  const link = await living(token)
  return link && { kind: link.kind, email: link.user.email, name: link.user.name }
}

/**
 * Uses a link: sets the password and ends the person's sessions. Throws LINK_USED, and BAD_INPUT for a weak password.
 * @param also what is to end in the same transaction, that this floor does not know
 */
export async function redeem(
  token: string,
  password: string,
  client: ClientInfo,
  also?: (tx: Db, userId: string) => Promise<void>,
): Promise<{ email: string }> {
  const link = await living(token)
  if (!link) throw new AppError('LINK_USED')
  const { id: userId, email, name } = link.user
  const weak = weakness(password, [email, name])
  if (weak) throw new AppError('BAD_INPUT', weak)
  // Hashed before the transaction: it takes milliseconds during which no row should be locked.
  const passwordHash = await hashPassword(password)
  await db().$transaction(async (tx) => {
    // The person before the link, as wherever links are issued or ended: one order of locks, no deadlock.
    await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`
    const { kind, issuerId } = await consume(tx, token)
    await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } })
    await raiseEpoch(tx, userId, null)
    await endLinks(tx, userId)
    await also?.(tx, userId)
    const action = kind === 'INVITE' ? 'member.joined' : 'password.changed'
    await record(tx, { action, actor: null, actorId: userId, client, details: { link: link.id, issuedBy: issuerId } })
  })
  return { email }
}

/** One conditional update: of any number of parallel uses one finds the row unused. */
async function consume(tx: Db, token: string) {
  const [link] = await tx.oneTimeLink.updateManyAndReturn({
    where: usable(token),
    data: { usedAt: new Date() },
    select: { kind: true, issuerId: true },
  })
  if (!link) throw new AppError('LINK_USED')
  return link
}

function living(token: string) {
  return db().oneTimeLink.findUnique({
    where: usable(token),
    select: { id: true, kind: true, user: { select: { id: true, email: true, name: true } } },
  })
}

/** Also: by whom. What somebody handed out ends with their own right to hand it out. */
function usable(token: string) {
  return {
    tokenHash: hashOf(token),
    usedAt: null,
    expiresAt: { gt: new Date() },
    user: { disabledAt: null },
    OR: [{ issuerId: null }, { issuer: { disabledAt: null, role: 'ADMIN' as const } }],
  }
}

function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
