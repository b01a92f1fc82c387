'use server'

import { action } from '@/lib/action'
import * as create from '@/lib/agents/create'
import * as revoke from '@/lib/agents/revoke'
import { agentTokenInput, newAgentTokenInput } from '@/lib/agents/schema'

export const createAgentToken = action(newAgentTokenInput, (input, principal) =>
  create.createAgentToken(principal, input),
)

// Of administrators it takes everybody's: who may what is asked where it is done.
export const revokeAgentToken = action(agentTokenInput, ({ tokenId }, principal) =>
  revoke.revokeAgentToken(principal, tokenId),
)
