import 'server-only'
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { record } from '../../audit/record'
import { derivedKey } from '../../auth/derived-key'
import type { AskedCode, LinkProof, Visitor } from '../../auth/link-session'
import { networkOf } from '../../auth/network'
import { hashedKey, take, takeOrWait } from '../../auth/rate-limit'
import { db } from '../../db'
import { AppError } from '../../errors'
import { queueMail } from '../../mail/queue'
import { requireMail } from '../../mail/settings'
import { codeMessage } from '../../mail/templates/code'
import { organisationName } from '../../organisation/name'
import { admits, visit } from './visit'

const CODE_MINUTES = 10
/** Of a million codes, so that guessing one takes 20,000 mails on average. */
const TRIES_A_CODE = 5
/** At one link: whoever asks for codes in somebody's name at another one shuts them out of nothing. */
export const CODES_AN_ADDRESS = 5
/** More, and the codes themselves become the nuisance. */
export const MAILS_AN_ADDRESS = 20
/** An office whose people all ask at once; more would make this a machine for sending mail to strangers. */
export const CODES_A_NETWORK = 30
const HOUR_SECONDS = 60 * 60

const address = z.email().max(254)

/**
 * Mails a one-time code to an address, if the link is for it. Whether it is, neither the answer nor its time tells: row,
 * queue and audit are the same. @throws NOT_FOUND, BAD_INPUT, TOO_MANY, MAIL_OFF
 */
export async function askForCode(token: string, visitor: Visitor, typed: string): Promise<AskedCode> {
  const { link } = await visit(token, visitor)
  const parsed = address.safeParse(typed.trim().toLowerCase())
  if (!parsed.success) throw new AppError('BAD_INPUT', 'That is not an email address.')
  const email = parsed.data
  requireMail()
  await take(hashedKey('link-code-ip', networkOf(visitor.client.ip)), CODES_A_NETWORK, HOUR_SECONDS)
  await take(hashedKey('link-code', `${link.id} ${email}`), CODES_AN_ADDRESS, HOUR_SECONDS)
  const admitted = link.hasRecipients && (await admits(link.id, email)) && (await mayStillBeMailed(email))
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const secret = randomBytes(32).toString('base64url')
  const until = Date.now() + CODE_MINUTES * 60_000
  // Also for nobody: making it takes longer than anything else here.
  const body = await codeMessage(await organisationName(), code, CODE_MINUTES)
  await db().$transaction(async (tx) => {
    const browserHash = hashOf(secret)
    const row = { capabilityId: link.id, email, browserHash, codeMac: macOf(link.id, email, secret, code) }
    const { id } = await tx.linkCode.create({ data: { ...row, expiresAt: new Date(until) }, select: { id: true } })
    const notAfter = new Date(until).toISOString()
    await queueMail(tx, admitted ? { id, to: email, notAfter, ...body } : null)
    const action = admitted ? 'link.code-sent' : 'link.code-refused'
    await record(tx, { action, actor: null, client: visitor.client, documentId: link.documentId, subjectId: link.id })
  })
  return { linkId: link.id, email, secret, until }
}

/** Over all links. Nothing of it is said: who asks at one link must not learn, nor decide, what comes of another. */
async function mayStillBeMailed(email: string): Promise<boolean> {
  return (await takeOrWait(hashedKey('link-code-mail', email), MAILS_AN_ADDRESS, HOUR_SECONDS)) === null
}

/** Proves an address with the code that was mailed there, once, in the browser that asked. @throws NOT_FOUND, WRONG_CREDENTIALS */
export async function proveAddress(token: string, visitor: Visitor, typed: string): Promise<Omit<LinkProof, 'until'>> {
  const { link, proof } = await visit(token, visitor)
  const { asked } = visitor
  if (!asked || asked.linkId !== link.id) throw new AppError('CONFLICT')
  const row = await countTry(link.id, asked)
  const given = macOf(link.id, asked.email, asked.secret, typed.replaceAll(/\s/g, ''))
  if (!row || !timingSafeEqual(row.codeMac, given)) throw new AppError('WRONG_CREDENTIALS')
  const used = await db().linkCode.updateMany({ where: { id: row.id, usedAt: null }, data: { usedAt: new Date() } })
  if (used.count === 0 || !(await admits(link.id, asked.email))) throw new AppError('WRONG_CREDENTIALS')
  return { linkId: link.id, version: link.version, email: asked.email, passwordProved: proof.passwordProved }
}

/** Counted before it is compared: of parallel tries none is free. */
async function countTry(linkId: string, { email, secret }: AskedCode) {
  const [row] = await db().$queryRaw<{ id: string; codeMac: Uint8Array }[]>`
    UPDATE "LinkCode" SET tries = tries + 1
    WHERE "capabilityId" = ${linkId}::uuid AND "browserHash" = ${hashOf(secret)} AND email = ${email}
      AND "usedAt" IS NULL AND "expiresAt" > clock_timestamp() AND tries < ${TRIES_A_CODE}
    RETURNING id, "codeMac"`
  return row
}

/** Removes codes whose time is over. */
export async function sweepLinkCodes(): Promise<void> {
  await db().linkCode.deleteMany({ where: { expiresAt: { lt: new Date() } } })
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

function macOf(linkId: string, email: string, secret: string, code: string): Uint8Array<ArrayBuffer> {
  const words = JSON.stringify([linkId, email, secret, code])
  return new Uint8Array(createHmac('sha256', derivedKey('link code')).update(words).digest())
}
