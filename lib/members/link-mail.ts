import 'server-only'
import { randomUUID } from 'node:crypto'
import type { UserPrincipal } from '../auth/principal'
import type { Db } from '../db'
import { env } from '../env'
import { queueMail } from '../mail/queue'
import { mailIsOn } from '../mail/settings'
import { invitationMessage, resetMessage } from '../mail/templates/account'
import { organisationName } from '../organisation/name'

/** A one-time link for an administrator to hand over, and whether its person gets it by mail too. */
export type HandedOver = { url: string; mailed: boolean }

type Addressee = { email: string; name: string }

/** Queues the mail with an invitation, in the transaction that makes it. False where mail is not set up. */
export async function mailInvitation(
  tx: Db,
  { name: invitedBy }: UserPrincipal,
  { email, name }: Addressee,
  url: string,
): Promise<boolean> {
  if (!mailIsOn()) return false
  const { host } = new URL(env().APP_URL)
  const organisation = await organisationName(tx)
  const message = await invitationMessage({ organisation, name, url, invitedBy, host })
  await queueMail(tx, { id: `invitation-${randomUUID()}`, to: email, ...message })
  return true
}

/** The same with a link that an administrator issued for somebody who cannot sign in: so they hear of it in any case. */
export async function mailReset(tx: Db, { email, name }: Addressee, url: string): Promise<boolean> {
  if (!mailIsOn()) return false
  const message = await resetMessage({ organisation: await organisationName(tx), name, url, asked: false })
  await queueMail(tx, { id: `reset-${randomUUID()}`, to: email, ...message })
  return true
}
