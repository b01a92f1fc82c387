import 'server-only'
import * as passwords from '../auth/change-password'
import { redeem } from '../auth/one-time-links'
import type { ClientInfo, UserPrincipal } from '../auth/principal'
import { endTokensOf, finishEnding, type TokensEnded } from './end-tokens'

// A password that is set by a link takes an account back: from whoever knew the old one, and had a session, and may have
// made a token in it. So it ends all tokens. A password that is changed by who knows it is usually mere care, and would stop
// machines that nobody thought of: there the person is asked.

/** Uses a one-time link: sets the password, ends the person's sessions and all of their agent tokens. Throws as redeem(). */
export async function redeemPasswordLink(
  token: string,
  password: string,
  client: ClientInfo,
): Promise<{ email: string }> {
  let ended: TokensEnded | undefined
  const redeemed = await redeem(token, password, client, async (tx, userId) => {
    ended = await endTokensOf(tx, { actor: null, actorId: userId, client }, userId)
  })
  if (ended) await finishEnding(ended)
  return redeemed
}

type Change = { current: string; next: string; endTokens: boolean }

/** Changes one's own password, ends all other sessions and, if asked, all agent tokens. Throws as changePassword(). */
export async function changePassword(
  principal: UserPrincipal,
  { current, next, endTokens }: Change,
): Promise<{ tokens: number }> {
  let ended: TokensEnded | undefined
  await passwords.changePassword(principal, current, next, async (tx) => {
    if (endTokens) ended = await endTokensOf(tx, { actor: principal }, principal.userId)
  })
  if (ended) await finishEnding(ended)
  return { tokens: ended?.taken.length ?? 0 }
}
