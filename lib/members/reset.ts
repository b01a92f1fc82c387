import 'server-only'
import { record } from '../audit/record'
import { issueLink } from '../auth/one-time-links'
import type { UserPrincipal } from '../auth/principal'
import { AppError } from '../errors'
import { administer, lockMember, stateOf } from './administer'
import { mailReset, type HandedOver } from './link-mail'

/**
 * A one-time link to hand to a person who cannot sign in. It is the only way in which an administrator touches a
 * password: never for themselves, always audited, and using it ends the person's sessions and agent tokens, so
 * that they notice.
 */
export function issueReset(principal: UserPrincipal, userId: string): Promise<HandedOver> {
  return administer(principal, async (tx) => {
    if (userId === principal.userId)
      throw new AppError('NOT_ALLOWED', 'You cannot reset your own password here. Change it on your account page.')
    const member = await lockMember(tx, userId)
    if (stateOf(member) === 'disabled') throw new AppError('CONFLICT', 'This person is disabled. Enable them first.')
    if (stateOf(member) === 'invited')
      throw new AppError('CONFLICT', 'This person has not joined yet. Renew the invitation instead.')
    const url = await issueLink(tx, 'RESET', userId, principal)
    await record(tx, { action: 'member.reset-issued', actor: principal, subjectId: userId })
    return { url, mailed: await mailReset(tx, member, url) }
  })
}
