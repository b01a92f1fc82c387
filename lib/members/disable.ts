import 'server-only'
import { record } from '../audit/record'
import { endLinks } from '../auth/one-time-links'
import type { UserPrincipal } from '../auth/principal'
import { raiseEpoch } from '../auth/sessions'
import { administer, assertOthersRemain, lockMember } from './administer'

/** Shuts a person out: their sessions and one-time links end with this very change. Throws LAST_ADMIN. */
export function disableMember(principal: UserPrincipal, userId: string): Promise<null> {
  return administer(principal, async (tx, admins) => {
    const member = await lockMember(tx, userId)
    if (member.disabledAt) return null
    assertOthersRemain(admins, userId)
    await tx.user.update({ where: { id: userId }, data: { disabledAt: new Date() }, select: { id: true } })
    await raiseEpoch(tx, userId, null)
    await endLinks(tx, userId)
    await record(tx, { action: 'member.disabled', actor: principal, subjectId: userId })
    return null
  })
}

/** Lets a disabled person in again; their old sessions stay ended. */
export function enableMember(principal: UserPrincipal, userId: string): Promise<null> {
  return administer(principal, async (tx) => {
    const member = await lockMember(tx, userId)
    if (!member.disabledAt) return null
    await tx.user.update({ where: { id: userId }, data: { disabledAt: null }, select: { id: true } })
    await record(tx, { action: 'member.enabled', actor: principal, subjectId: userId })
    return null
  })
}
