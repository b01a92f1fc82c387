import 'server-only'
import type { LinkProof, Visitor } from '../../auth/link-session'
import { networkOf } from '../../auth/network'
import { verifyPassword } from '../../auth/passwords'
import { giveBack, hashedKey, take } from '../../auth/rate-limit'
import { AppError } from '../../errors'
import { MAX_LINK_PASSWORD } from '../links/limits'
import { gateOf } from './look'
import { visit } from './visit'

/** Wrong tries in a quarter of an hour. One network has few at one link, so that it cannot use up everybody's. */
export const TRIES = { networkAtLink: 10, network: 50, link: 500 } as const
const WINDOW_SECONDS = 15 * 60

/**
 * Proves a link's password. @throws NOT_FOUND, CONFLICT while something else has to be proved first, WRONG_CREDENTIALS,
 * TOO_MANY
 */
export async function provePassword(
  token: string,
  visitor: Visitor,
  password: string,
): Promise<Omit<LinkProof, 'until'>> {
  const found = await visit(token, visitor)
  const { link, proof } = found
  const next = gateOf(found, visitor)
  if (next && next.step !== 'password') throw new AppError('CONFLICT')
  const proved = { linkId: link.id, version: link.version, email: proof.email, passwordProved: true }
  if (!next) return proved
  if (password.length > MAX_LINK_PASSWORD * 4) throw new AppError('WRONG_CREDENTIALS')
  const keys = await takeTry(link.id, networkOf(visitor.client.ip))
  if (!(await verifyPassword(link.passwordHash, password))) throw new AppError('WRONG_CREDENTIALS')
  await giveBack(keys)
  return proved
}

/** The narrowest limit first: what it refuses does not count against the wider ones. */
async function takeTry(linkId: string, network: string): Promise<string[]> {
  const limits: [key: string, limit: number][] = [
    [hashedKey('link-password', `${linkId} ${network}`), TRIES.networkAtLink],
    [hashedKey('link-password-ip', network), TRIES.network],
    [`link-password:${linkId}`, TRIES.link],
  ]
  for (const [key, limit] of limits) await take(key, limit, WINDOW_SECONDS)
  return limits.map(([key]) => key)
}
