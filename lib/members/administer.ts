import 'server-only'
import type { UserPrincipal } from '../auth/principal'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import type { MemberState } from './schema'

export type Member = {
  id: string
  email: string
  name: string
  role: 'ADMIN' | 'MEMBER'
  disabledAt: Date | null
  passwordHash: string | null
  oidcSubject: string | null
}

/** The living administrators, locked until the transaction ends: an id for each who could sign in now. */
export type LivingAdmins = ReadonlySet<string>

/**
 * Runs a change of the members as one transaction. All living administrators are locked first, always in the order of
 * their ids, so that two changes at once cannot each believe that the other's administrator stays. Throws NOT_ALLOWED
 * when the asking person is no administrator any more, whatever was true when the request began.
 */
export function administer<T>(
  principal: UserPrincipal,
  change: (tx: Db, admins: LivingAdmins) => Promise<T>,
): Promise<T> {
  return db().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; ready: boolean }[]>`
      SELECT "id", ("passwordHash" IS NOT NULL OR "oidcSubject" IS NOT NULL) AS ready FROM "User"
      WHERE "role" = 'ADMIN' AND "disabledAt" IS NULL ORDER BY "id" FOR NO KEY UPDATE`
    if (!rows.some((row) => row.id === principal.userId)) throw new AppError('NOT_ALLOWED')
    // An invited administrator who never came does not count: nobody could sign in.
    return change(tx, new Set(rows.filter((row) => row.ready).map((row) => row.id)))
  })
}

/** Throws LAST_ADMIN when nobody would be left who can administer. */
export function assertOthersRemain(admins: LivingAdmins, userId: string): void {
  if (admins.has(userId) && admins.size === 1) throw new AppError('LAST_ADMIN')
}

/** The member, locked. Throws NOT_FOUND, for who was removed too. */
export async function lockMember(tx: Db, userId: string): Promise<Member> {
  const [member] = await tx.$queryRaw<Member[]>`
    SELECT "id", "email", "name", "role"::text, "disabledAt", "passwordHash", "oidcSubject" FROM "User"
    WHERE "id" = ${userId}::uuid AND "erasedAt" IS NULL FOR NO KEY UPDATE`
  if (!member) throw new AppError('NOT_FOUND', 'There is no such member.')
  return member
}

export function stateOf(member: Pick<Member, 'disabledAt' | 'passwordHash' | 'oidcSubject'>): MemberState {
  if (member.disabledAt) return 'disabled'
  return member.passwordHash === null && member.oidcSubject === null ? 'invited' : 'active'
}
