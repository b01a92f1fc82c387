import 'server-only'
import type { Principal } from '../auth/principal'
import type { Prisma } from '../generated/prisma/client'
import type { AccessRole } from '../generated/prisma/enums'

/** What somebody may want to do with a document, and which of the view's roles may (design: the table of rights). */
const ROLES = {
  see: ['OWNER', 'EDITOR', 'VIEWER'],
  open: ['OWNER', 'EDITOR', 'VIEWER'],
  rename: ['OWNER', 'EDITOR'],
  delete: ['OWNER'],
} as const satisfies Record<string, readonly AccessRole[]>

export type Right = keyof typeof ROLES

/**
 * The permission rule as a filter: a query that carries it cannot return a document in which the principal lacks the
 * right. The rule itself is the view DocumentAccess, which mint() reads too.
 */
export function documentsWhere(principal: Principal, right: Right): Prisma.DocumentWhereInput {
  return { access: { some: { userId: principal.userId, role: { in: [...ROLES[right]] } } } }
}

export type Access = { role: AccessRole; viewOnly: boolean }

/** What the rights that were found in a document allow together. */
export function mayWith(access: readonly Access[]) {
  const has = (right: Right) => access.some(({ role }) => (ROLES[right] as readonly AccessRole[]).includes(role))
  return { download: access.some(({ viewOnly }) => !viewOnly), rename: has('rename'), delete: has('delete') }
}
