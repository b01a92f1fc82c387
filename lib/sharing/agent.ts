import 'server-only'
import { holdAgent } from '../auth/hold-agent'
import type { Principal } from '../auth/principal'
import type { Db } from '../db'
import { AppError } from '../errors'

/**
 * Whether the principal may let somebody outside in: people may, their agents where the policy says so. The token and the
 * policy are held until the commit, so that nothing slips through beside an administrator who says no; what stands
 * stays, since a link speaks for its giver and not for the agent that made it. Throws BAD_TOKEN.
 */
export async function mayShareOutside(tx: Db, principal: Principal): Promise<boolean> {
  if (principal.kind === 'user') return true
  await holdAgent(tx, principal)
  const [policy] = await tx.$queryRaw<{ allowed: boolean }[]>`
    SELECT "agentsShareOutside" AS allowed FROM "SharingPolicy" FOR SHARE`
  return policy?.allowed ?? false
}

/** Throws BAD_TOKEN, and OUTSIDE_OFF unless mayShareOutside(). */
export async function assertMayShareOutside(tx: Db, principal: Principal): Promise<void> {
  if (!(await mayShareOutside(tx, principal))) throw new AppError('OUTSIDE_OFF')
}
