import { createHash, randomBytes } from 'node:crypto'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import type { LinkVisit } from '../documents/mint'
import type { Prisma } from '../generated/prisma/client'
import type { WayRef } from '../sharing/schema'

type Terms = Pick<Prisma.CapabilityUncheckedCreateInput, 'role' | 'viewOnly' | 'expiresAt'>

/** A grant to a person as the rows have it; answers how it is revoked. */
export async function giveTo(
  reader: Pick<UserPrincipal, 'userId'>,
  documentId: string,
  giver: Pick<UserPrincipal, 'userId'>,
  terms: Terms = {},
): Promise<WayRef> {
  const { id } = await db().capability.create({
    data: { ...terms, kind: 'USER', userId: reader.userId, documentId, giverId: giver.userId },
    select: { id: true },
  })
  return { kind: 'USER', id }
}

type Gate = Partial<Pick<Prisma.LinkUncheckedCreateInput, 'maxDownloads' | 'passwordHash' | 'startsAt' | 'label'>> & {
  recipients?: string[]
}

/** A link as the rows have it, with what a visitor who passed its gate brings. */
export async function makeLink(
  documentId: string,
  giver: Pick<UserPrincipal, 'userId'>,
  { recipients = [], ...gate }: Gate = {},
  terms: Omit<Terms, 'role'> = {},
): Promise<{ way: WayRef; visit: LinkVisit }> {
  const tokenHash = createHash('sha256').update(randomBytes(32)).digest()
  const { id } = await db().capability.create({
    data: {
      ...terms,
      kind: 'LINK',
      documentId,
      giverId: giver.userId,
      link: { create: { ...gate, tokenHash, recipients: { create: recipients.map((address) => ({ address })) } } },
    },
    select: { id: true },
  })
  const client = { ip: '192.0.2.8', userAgent: 'vitest' }
  const visit = { tokenHash, version: 0, passwordProved: Boolean(gate.passwordHash), email: null, client }
  return { way: { kind: 'LINK', id }, visit }
}
