import 'server-only'
import { z } from 'zod'
import { record } from '../audit/record'
import { db, type Db } from '../db'
import { env } from '../env'
import { endLinks } from './one-time-links'
import type { ClientInfo } from './principal'
import { openSession } from './sessions'
import type { OidcRefusal } from './sign-in-errors'

/** Claims of an ID token that next-auth has verified (signature, audience, nonce), with those of userinfo. */
const identityClaims = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: z
    .string()
    .max(320)
    .transform((email) => email.trim().toLowerCase())
    .optional()
    .catch(undefined),
  email_verified: z.unknown().optional(),
})
type Identity = z.output<typeof identityClaims>

export type OidcAnswer = { sessionId: string } | { refusal: OidcRefusal }

/**
 * Signs in the person of an identity. Issuer and subject decide; an email address only ever makes the first link, to
 * somebody who was invited, when the provider vouches for it and no other identity has the member.
 */
export async function signInWithOidc(claims: unknown, client: ClientInfo): Promise<OidcAnswer> {
  const identity = identityClaims.parse(claims)
  if (identity.iss.replace(/\/+$/, '') !== env().OIDC_ISSUER) {
    throw new Error(`The identity provider calls itself ${identity.iss}, which is not OIDC_ISSUER.`)
  }
  return db().$transaction(async (tx) => {
    const known = await memberOf(tx, identity)
    const found = known ?? (await firstLink(tx, identity, client))
    if (typeof found !== 'string') {
      if (found.disabledAt === null) return { sessionId: await openSession(tx, found.id, client, 'oidc') }
      return refuse(tx, 'OIDC_NOT_INVITED', client, found.id)
    }
    return refuse(tx, found, client)
  })
}

type Member = { id: string; disabledAt: Date | null }

function memberOf(tx: Db, { iss, sub }: Identity): Promise<Member | null> {
  return tx.user.findUnique({
    where: { oidcIssuer_oidcSubject: { oidcIssuer: iss, oidcSubject: sub } },
    select: { id: true, disabledAt: true },
  })
}

async function firstLink(tx: Db, identity: Identity, client: ClientInfo): Promise<Member | OidcRefusal> {
  const { iss, sub, email } = identity
  if (!email || identity.email_verified !== true) return 'OIDC_UNVERIFIED'
  const [member] = await tx.user.updateManyAndReturn({
    // Somebody who signs in with a password was never asked; an address alone must not open their account.
    where: { email, oidcSubject: null, passwordHash: null, disabledAt: null },
    data: { oidcIssuer: iss, oidcSubject: sub },
    select: { id: true, disabledAt: true },
  })
  if (!member) return whyNot(tx, identity, email)
  // Whoever still holds the invitation must not be able to set a password now.
  await endLinks(tx, member.id)
  await record(tx, { action: 'member.linked-oidc', actor: null, actorId: member.id, client, details: { issuer: iss } })
  await record(tx, { action: 'member.joined', actor: null, actorId: member.id, client })
  return member
}

async function whyNot(tx: Db, identity: Identity, email: string): Promise<Member | OidcRefusal> {
  // A second tab may have linked this very identity a moment ago.
  const linked = await memberOf(tx, identity)
  if (linked) return linked
  const taken = await tx.user.findFirst({ where: { email, disabledAt: null }, select: { oidcSubject: true } })
  if (!taken) return 'OIDC_NOT_INVITED'
  return taken.oidcSubject === null ? 'OIDC_HAS_PASSWORD' : 'OIDC_OTHER_IDENTITY'
}

async function refuse(tx: Db, refusal: OidcRefusal, client: ClientInfo, subjectId?: string): Promise<OidcAnswer> {
  const subject = subjectId ? { subjectId } : {}
  await record(tx, {
    action: 'session.refused',
    actor: null,
    client,
    ...subject,
    details: { method: 'oidc', reason: refusal },
  })
  return { refusal }
}
