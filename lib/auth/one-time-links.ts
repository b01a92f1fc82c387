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
    data: { kind, userId, issuerId: issuer.userId, tokenHash: hashOf(token), expiresAt: new Date(Date.now() + seconds * 1000) },
    select: { id: true },
  })
  return `${env().APP_URL}/reset/${token}`
}

/** Ends a person's unused links. */
export async function endLinks(tx: Db, userId: string): Promise<void> {
  const now = new Date()
  await tx.oneTimeLink.updateMany({ where: { userId, usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } })
}

/** Whom a living link is for, or null. Looking does not use it up: mail scanners and previews open links too. */
export async function peek(token: string): Promise<LinkOwner | null> {
  const link = await db().oneTimeLink.findUnique({
    where: { tokenHash: hashOf(token), usedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { kind: true, user: { select: { email: true, name: true } } },
  })
  return link && { kind: link.kind, ...link.user }
}

/** Uses a link: sets the password and ends the person's sessions. Throws LINK_USED, and BAD_INPUT for a weak password. */
export async function redeem(token: string, password: string, client: ClientInfo): Promise<{ email: string }> {
  const owner = await peek(token)
  if (!owner) throw new AppError('LINK_USED')
  const weak = weakness(password, [owner.email, owner.name])
  if (weak) throw new AppError('BAD_INPUT', weak)
  // Hashed before the transaction: it takes milliseconds during which no row should be locked.
  const passwordHash = await hashPassword(password)
  return db().$transaction(async (tx) => {
    const link = await consume(tx, token)
    const [user] = await tx.user.updateManyAndReturn({
      where: { id: link.userId, disabledAt: null },
      data: { passwordHash },
      select: { id: true, email: true },
    })
    if (!user) throw new AppError('LINK_USED')
    await raiseEpoch(tx, user.id, null)
    await endLinks(tx, user.id)
    const action = link.kind === 'INVITE' ? 'member.joined' : 'password.changed'
    await record(tx, { action, actor: null, actorId: user.id, client, details: { link: link.id, issuedBy: link.issuerId } })
    return { email: user.email }
  })
}

/** One conditional update: of any number of parallel uses one finds the row unused. */
async function consume(tx: Db, token: string) {
  const now = new Date()
  const [link] = await tx.oneTimeLink.updateManyAndReturn({
    where: { tokenHash: hashOf(token), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { id: true, kind: true, userId: true, issuerId: true },
  })
  if (!link) throw new AppError('LINK_USED')
  return link
}

function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
