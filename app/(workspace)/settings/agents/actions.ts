'use server'

import { adminAction } from '@/lib/action'
import * as list from '@/lib/agents/list'
import { agentTokensQuery } from '@/lib/agents/schema'

export const listAgentTokens = adminAction(agentTokensQuery, (query, principal) => list.listAllTokens(principal, query))
