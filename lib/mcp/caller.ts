import 'server-only'
import { callerOf } from '../auth/current'
import type { AgentPrincipal } from '../auth/principal'
import { AppError } from '../errors'

const NO_TOKEN =
  'Send the token of an agent as “Authorization: Bearer cs_agent_…”. Its person makes one on the account page.'

/**
 * The agent that calls. A cookie is nothing here: no page may ride on a person's session.
 * @throws SIGNED_OUT without a bearer token; BAD_TOKEN, TOO_MANY as requireAgent()
 */
export async function requireCallingAgent(headers: Headers): Promise<AgentPrincipal> {
  const principal = headers.has('authorization') ? await callerOf(headers) : null
  if (principal?.kind !== 'agent') throw new AppError('SIGNED_OUT', NO_TOKEN)
  return principal
}

/**
 * Throws WRONG_ORIGIN for a browser's request that is not of our own pages (MCP 2026-07-28, “Streamable HTTP”, Security:
 * a name that was rebound to this server still has its own origin). Programs send none.
 */
export function assertNoForeignOrigin(headers: Headers, appUrl: string): void {
  const origin = headers.get('origin')
  if (origin !== null && origin !== new URL(appUrl).origin) throw new AppError('WRONG_ORIGIN')
}
