import 'server-only'
import type { Db } from '../db'

const NOBODY = 'Former member'

/**
 * Leaves of a person the id that rows refer to. The address is free again (RFC 2606 §2: nobody ever has one in `.invalid`),
 * and nothing is left with which anybody could sign in.
 */
export async function erasePerson(tx: Db, userId: string): Promise<void> {
  const now = new Date()
  await tx.user.update({
    where: { id: userId },
    data: {
      name: NOBODY,
      email: `former-${userId}@removed.invalid`,
      role: 'MEMBER',
      passwordHash: null,
      oidcIssuer: null,
      oidcSubject: null,
      disabledAt: now,
      erasedAt: now,
    },
    select: { id: true },
  })
  await tx.session.deleteMany({ where: { userId } })
  await tx.oneTimeLink.deleteMany({ where: { userId } })
  await tx.storageUse.deleteMany({ where: { userId } })
}
