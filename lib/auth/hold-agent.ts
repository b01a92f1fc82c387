import 'server-only'
import type { Db } from '../db'
import { AppError } from '../errors'
import type { Principal } from './principal'

/**
 * Keeps an agent's token as it is until the transaction ends: whoever revokes it has done so before this looks, or waits
 * and then finds what the transaction made. Call it before documents are locked (the order is User, AgentToken, Document).
 * Of a person it asks nothing. @throws BAD_TOKEN when the token has ended
 */
export async function holdAgent(tx: Db, principal: Principal): Promise<void> {
  if (principal.kind === 'user') return
  await tx.$queryRaw`SELECT 1 FROM "AgentToken" WHERE id = ${principal.tokenId}::uuid FOR SHARE`
  const living = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "LivingAgentToken" WHERE id = ${principal.tokenId}::uuid`
  if (living.length === 0) throw new AppError('BAD_TOKEN')
}
