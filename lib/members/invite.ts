import 'server-only'
import { record } from '../audit/record'
import { issueLink } from '../auth/one-time-links'
import type { UserPrincipal } from '../auth/principal'
import { AppError } from '../errors'
import { administer, lockMember, stateOf } from './administer'
import { mailInvitation, type HandedOver } from './link-mail'
import type { Invite } from './schema'

/**
 * Adds a person who cannot sign in yet; answers the one-time link that lets them set a password, which they get by mail
 * where mail is set up. Throws CONFLICT.
 */
export function inviteMember(principal: UserPrincipal, invite: Invite): Promise<HandedOver> {
  return administer(principal, async (tx) => {
    const [member] = await tx.user.createManyAndReturn({ data: [invite], skipDuplicates: true, select: { id: true } })
    if (!member) throw new AppError('CONFLICT', 'There already is a member with this email address.')
    const url = await issueLink(tx, 'INVITE', member.id, principal)
    await record(tx, {
      action: 'member.invited',
      actor: principal,
      subjectId: member.id,
      details: { role: invite.role },
    })
    return { url, mailed: await mailInvitation(tx, principal, invite, url) }
  })
}

/** A new link for somebody who did not use the first one in time; the first one ends. Throws CONFLICT, NOT_FOUND. */
export function renewInvite(principal: UserPrincipal, userId: string): Promise<HandedOver> {
  return administer(principal, async (tx) => {
    const member = await lockMember(tx, userId)
    if (stateOf(member) !== 'invited') throw new AppError('CONFLICT', 'This person has no open invitation.')
    const url = await issueLink(tx, 'INVITE', userId, principal)
    await record(tx, { action: 'member.invited', actor: principal, subjectId: userId, details: { renewed: true } })
    return { url, mailed: await mailInvitation(tx, principal, member, url) }
  })
}
