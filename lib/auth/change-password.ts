import 'server-only'
import { record } from '../audit/record'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { endLinks } from './one-time-links'
import { weakness } from './password-policy'
import { hashPassword, verifyPassword } from './passwords'
import type { UserPrincipal } from './principal'
import { giveBack, take } from './rate-limit'
import { raiseEpoch } from './sessions'
import { TRIES_AN_ADDRESS, WINDOW_SECONDS } from './sign-in'

/**
 * Changes one's own password and ends all other sessions. Throws BAD_INPUT when the current one is wrong or the new one
 * weak, TOO_MANY after too many guesses (an unlocked screen must not be a way to try them), CONFLICT when it lost a race.
 * @param also what is to end in the same transaction, that this floor does not know
 */
export async function changePassword(
  principal: UserPrincipal,
  current: string,
  next: string,
  also?: (tx: Db) => Promise<void>,
): Promise<void> {
  const key = `change-password:${principal.userId}`
  await take(key, TRIES_AN_ADDRESS, WINDOW_SECONDS)
  const { passwordHash } = await db().user.findUniqueOrThrow({
    where: { id: principal.userId },
    select: { passwordHash: true },
  })
  if (passwordHash === null) {
    throw new AppError(
      'BAD_INPUT',
      'You have no password here, because you sign in through your organisation. Ask an administrator for a link to set one.',
    )
  }
  if (!(await verifyPassword(passwordHash, current)))
    throw new AppError('BAD_INPUT', 'The current password is not right.')
  await giveBack([key])
  const weak = weakness(next, [principal.email, principal.name])
  if (weak) throw new AppError('BAD_INPUT', weak)
  const nextHash = await hashPassword(next)
  await db().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: principal.userId, passwordHash, disabledAt: null },
      data: { passwordHash: nextHash },
    })
    if (count === 0) throw new AppError('CONFLICT')
    await raiseEpoch(tx, principal.userId, principal.sessionId)
    await endLinks(tx, principal.userId)
    await also?.(tx)
    await record(tx, { action: 'password.changed', actor: principal })
  })
}
