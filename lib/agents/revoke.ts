import 'server-only'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'
import { NOTHING_REVOKED, type RevokeAnswer } from '../sharing/revoke-answer'
import { endAgentTokens, finishEnding } from './end-tokens'

/**
 * Revokes a token: one's own, or anybody's for an administrator, whose person is told. When this answers, the token is
 * refused, what it was uploading has ended, and the URLs that it was handed out are dead (or counted as pending). Doing it
 * twice is no error.
 * @throws NOT_FOUND when there is no such token, or it is not the principal's to revoke
 */
export async function revokeAgentToken(principal: UserPrincipal, tokenId: string): Promise<RevokeAnswer> {
  const started = Date.now()
  const ended = await db().$transaction((tx) => endAgentTokens(tx, principal, [tokenId]))
  if (ended.found === 0) throw new AppError('NOT_FOUND', 'There is no such token, or it is not yours to revoke.')
  await faultPoint('revoke.committed')
  const { urlsKilled, urlsPending } = await finishEnding(ended)
  const seconds = (Date.now() - started) / 1000
  return { ...NOTHING_REVOKED, tokens: ended.taken.length, urlsKilled, urlsPending, seconds }
}
