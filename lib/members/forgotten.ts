import 'server-only'
import { z } from 'zod'
import { record } from '../audit/record'
import { networkOf } from '../auth/network'
import { issueOwnReset } from '../auth/one-time-links'
import type { ClientInfo } from '../auth/principal'
import { hashedKey, take } from '../auth/rate-limit'
import { db, type Db } from '../db'
import { enqueue, type Queue } from '../jobs/boss'
import { queueMail } from '../mail/queue'
import { openBox, sealBox } from '../auth/sealed-box'
import { requireMail } from '../mail/settings'
import { resetMessage } from '../mail/templates/account'
import { organisationName } from '../organisation/name'

const HOUR_SECONDS = 3600
/** Of one address: enough for who waits and asks again, too few to fill a mailbox. */
export const RESETS_AN_ADDRESS = 5
export const RESETS_A_NETWORK = 30

const QUEUE: Queue = {
  name: 'forgotten-password',
  options: { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 60, deleteAfterSeconds: 3600 },
}

const job = z.object({ box: z.string() })
const asked = z.object({ id: z.uuid(), email: z.string(), ip: z.string(), userAgent: z.string() })
type Asked = z.output<typeof asked>

/**
 * Asks for a link to set a new password by mail. Nothing of it depends on whether somebody has this address: that is looked
 * up by a job, so the answer and its time are one (hazard: enumeration). @throws MAIL_OFF, TOO_MANY
 */
export async function askForReset(email: string, client: ClientInfo): Promise<void> {
  requireMail()
  await take(hashedKey('forgotten-ip', networkOf(client.ip)), RESETS_A_NETWORK, HOUR_SECONDS)
  await take(hashedKey('forgotten', email), RESETS_AN_ADDRESS, HOUR_SECONDS)
  const request: Asked = { id: crypto.randomUUID(), email, ...client }
  await db().$transaction((tx) => enqueue(tx, QUEUE, { box: sealBox('mail queue', request) }))
}

/** What the instances that do jobs have to run. */
export const forgottenWorker = { queue: QUEUE, atOnce: 1, run: sendReset }

async function sendReset(data: unknown): Promise<void> {
  const request = asked.parse(openBox('mail queue', job.parse(data).box))
  await db().$transaction((tx) => issue(tx, request))
}

/** Only who signs in with a password gets one: an invited person has an invitation, others have single sign-on or nothing. */
async function issue(tx: Db, { id, email, ip, userAgent }: Asked): Promise<void> {
  const [user] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM "User"
    WHERE email = ${email} AND "passwordHash" IS NOT NULL AND "disabledAt" IS NULL AND "erasedAt" IS NULL
    FOR NO KEY UPDATE`
  if (!user) return
  const url = await issueOwnReset(tx, user.id, id)
  // The job was done before, by a process that died before it could say so.
  if (url === null) return
  const message = await resetMessage({ organisation: await organisationName(tx), name: user.name, url, asked: true })
  await queueMail(tx, { id: `reset-${id}`, to: email, ...message })
  await record(tx, { action: 'password.reset-asked', actor: null, client: { ip, userAgent }, subjectId: user.id })
}
