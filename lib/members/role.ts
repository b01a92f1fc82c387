import 'server-only'
import { record } from '../audit/record'
import type { UserPrincipal } from '../auth/principal'
import { administer, assertOthersRemain, lockMember } from './administer'
import type { MemberRole } from './roles'

/** Makes a member an administrator or an administrator a member; it counts from the person's next request. Throws LAST_ADMIN. */
export function setMemberRole(principal: UserPrincipal, userId: string, role: MemberRole): Promise<null> {
  return administer(principal, async (tx, admins) => {
    const member = await lockMember(tx, userId)
    if (member.role === role) return null
    if (role === 'MEMBER') assertOthersRemain(admins, userId)
    await tx.user.update({ where: { id: userId }, data: { role }, select: { id: true } })
    await record(tx, {
      action: 'member.role-changed',
      actor: principal,
      subjectId: userId,
      details: { from: member.role, to: role },
    })
    return null
  })
}
