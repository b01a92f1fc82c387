import 'server-only'
import { record } from '../audit/record'
import { endLinks } from '../auth/one-time-links'
import type { UserPrincipal } from '../auth/principal'
import { raiseEpoch } from '../auth/sessions'
import { enforce } from '../documents/enforce'
import { administer, assertOthersRemain, lockMember } from './administer'
import { documentsWithUrlsOf } from './touched'

/**
 * Shuts a person out: their sessions and one-time links end with this very change, their agents are refused, and the URLs
 * that they hold, or that were handed out by links of theirs, are dead when it answers. Throws LAST_ADMIN.
 */
export async function disableMember(principal: UserPrincipal, userId: string): Promise<null> {
  await administer(principal, async (tx, admins) => {
    const member = await lockMember(tx, userId)
    if (member.disabledAt) return null
    assertOthersRemain(admins, userId)
    await tx.user.update({ where: { id: userId }, data: { disabledAt: new Date() }, select: { id: true } })
    await raiseEpoch(tx, userId, null)
    await endLinks(tx, userId)
    await record(tx, { action: 'member.disabled', actor: principal, subjectId: userId })
    return null
  })
  await enforce({ documentIds: await documentsWithUrlsOf(userId) })
  return null
}

/** Lets a disabled person in again; their old sessions stay ended, agent tokens that have not ended speak again. */
export function enableMember(principal: UserPrincipal, userId: string): Promise<null> {
  return administer(principal, async (tx) => {
    const member = await lockMember(tx, userId)
    if (!member.disabledAt) return null
    await tx.user.update({ where: { id: userId }, data: { disabledAt: null }, select: { id: true } })
    await record(tx, { action: 'member.enabled', actor: principal, subjectId: userId })
    return null
  })
}
