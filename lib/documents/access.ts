import 'server-only'
import type { Principal, UserPrincipal } from '../auth/principal'
import type { Db } from '../db'
import type { Prisma } from '../generated/prisma/client'
import type { AccessRole } from '../generated/prisma/enums'

/** What somebody may want to do with a document, and which of the view's roles may (design: the table of rights). */
const ROLES = {
  see: ['OWNER', 'EDITOR', 'VIEWER'],
  open: ['OWNER', 'EDITOR', 'VIEWER'],
  rename: ['OWNER', 'EDITOR'],
  replace: ['OWNER', 'EDITOR'],
  share: ['OWNER', 'EDITOR'],
  /** Who else may: give it to whom they like, at any role, and take away what anybody gave. */
  administer: ['OWNER'],
  delete: ['OWNER'],
  transfer: ['OWNER'],
} as const satisfies Record<string, readonly AccessRole[]>

export type Right = keyof typeof ROLES

/** A principal; or, for work that goes on after the request, the person or the agent's token alone. */
export type Asker = Principal | { kind?: never; userId: string } | { kind: 'agent'; tokenId: string }

/**
 * The permission rule as a filter: a query that carries it cannot return a document in which the principal lacks the
 * right. The rule itself is the view DocumentAccess, for agents AgentAccess upon it; mint() reads both too.
 */
export function documentsWhere(asker: Asker, right: Right): Prisma.DocumentWhereInput {
  const role = { in: [...ROLES[right]] }
  return asker.kind === 'agent'
    ? { agentAccess: { some: { agentTokenId: asker.tokenId, role } } }
    : { access: { some: { userId: asker.userId, role } } }
}

/** Deleted and not gone for good: the bytes are still there, and nothing opens them. */
export const TRASHED = {
  deletedAt: { not: null },
  objectId: { not: null },
} as const satisfies Prisma.DocumentWhereInput

/** What still belongs to somebody: documents that stand, and those that their owner can bring back. */
export const KEPT: Prisma.DocumentWhereInput = { OR: [{ deletedAt: null }, TRASHED] }

/** The rule for the trash, which the views leave out: a deleted document is its owner's alone, to see, restore and purge. */
export function trashedWhere({ userId }: UserPrincipal): Prisma.DocumentWhereInput {
  return { ...TRASHED, ownerId: userId, owner: { disabledAt: null } }
}

/**
 * Waits for whoever is changing the document. Call it before a change that asks documentsWhere(): a statement that waits
 * for a row asks its own columns again and the view not, so a right that ended meanwhile would still be seen.
 */
export async function lockDocument(tx: Db, documentId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Document" WHERE id = ${documentId}::uuid FOR UPDATE`
}

/** Looks at a document that is locked for a change, and throws when it is not to be made. */
export type Guard = (tx: Db) => Promise<void>

export type Access = { role: AccessRole; viewOnly: boolean }

/** What the rights that were found in a document allow together. */
export function mayWith(access: readonly Access[]) {
  const has = (right: Right) => access.some(({ role }) => (ROLES[right] as readonly AccessRole[]).includes(role))
  return {
    download: access.some(({ viewOnly }) => !viewOnly),
    rename: has('rename'),
    replace: has('replace'),
    share: has('share'),
    transfer: has('transfer'),
    delete: has('delete'),
  }
}
