import { proofCookie, visitorOf, type AskedCode, type LinkProof, type Visitor } from '../auth/link-session'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import type { LinkVisit } from '../documents/mint'
import type { Prisma } from '../generated/prisma/client'
import { createLink } from '../sharing/links/create'
import {
  changeLinkInput,
  createLinkInput,
  type ChangeLinkInput,
  type CreateLinkInput,
  type NewLink,
} from '../sharing/links/schema'
import { linkTokenHash } from '../sharing/links/token'
import { freshClient } from './accounts'
import { makePerson } from './people'
import { makeReady } from './upload'

type Terms = Partial<Omit<CreateLinkInput, 'documentId'>>

/** What a link asks for when nothing is said. */
const PLAIN = {
  label: '',
  expiresAt: null,
  password: null,
  maxDownloads: null,
  recipients: [],
  viewOnly: false,
  notifyOnOpen: false,
}

/** What a form of a new link says, and one of a link that is changed; its password stays unless it is named. */
export const linkTerms = (documentId: string, more: Terms = {}) =>
  createLinkInput.parse({ ...PLAIN, documentId, ...more })
export const linkChanges = (linkId: string, more: Partial<Omit<ChangeLinkInput, 'linkId'>> = {}) => {
  const { password: _, ...same } = PLAIN
  return changeLinkInput.parse({ ...same, linkId, ...more })
}

export const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000)

const NO_RULES = {
  linksAllowed: true,
  frozenAt: null,
  linkGate: 'NONE' as const,
  longestLinkDays: null,
  allowedDomains: [],
}

/** The organisation's rules from now on; without any, none. */
export async function setPolicy(data: Prisma.SharingPolicyUpdateInput = {}): Promise<void> {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { ...NO_RULES, ...data } })
}

/** What somebody brings to mint_link itself, past the page. */
export function visitOf(url: string, more: Partial<LinkVisit> = {}): LinkVisit {
  const nothing = { version: 0, passwordProved: false, email: null }
  return { tokenHash: linkTokenHash(tokenOf(url)), ...nothing, client: freshClient(), ...more }
}

export type SharedLink = NewLink & { owner: UserPrincipal; documentId: string; token: string }

/** A READY document of a new person, with a link to it. */
export async function shareByLink(terms: Terms = {}, bytes?: string, name?: string): Promise<SharedLink> {
  const owner = await makePerson()
  const { documentId } = await makeReady(owner, bytes, name)
  const made = await createLink(owner, linkTerms(documentId, terms))
  return { ...made, owner, documentId, token: tokenOf(made.url) }
}

export function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

/** Somebody whom nobody has seen before. */
export function stranger(more: Partial<Visitor> = {}): Visitor {
  return { client: freshClient(), proofs: [], asked: null, embedded: false, ...more }
}

/** The same browser with the cookies that an answer gave it. */
export function withProof(visitor: Visitor, proof: Omit<LinkProof, 'until'>): Visitor {
  const cookie = proofCookie(visitor, proof).split(';', 1)[0] ?? ''
  return { ...visitor, proofs: visitorOf(new Headers({ cookie })).proofs }
}

export function asking(visitor: Visitor, asked: AskedCode): Visitor {
  return { ...visitor, asked }
}
