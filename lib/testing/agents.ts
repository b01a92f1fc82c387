import { randomUUID } from 'node:crypto'
import { newAgentToken } from '../auth/agent-token'
import { requireAgent } from '../auth/living-agent'
import type { AgentPrincipal, UserPrincipal } from '../auth/principal'
import { SCOPES, type Scope } from '../auth/scopes'
import { db } from '../db'

export type TestAgent = { token: string; principal: AgentPrincipal }

/** A token of this person that lives for an hour, and the agent that it makes. Without documents it reaches all of theirs. */
export async function makeAgent(
  { userId, client }: UserPrincipal,
  { scopes = SCOPES, documentIds }: { scopes?: readonly Scope[]; documentIds?: readonly string[] } = {},
): Promise<TestAgent> {
  const id = randomUUID()
  const { token, secretHash } = newAgentToken(id)
  await db().agentToken.create({
    data: {
      id,
      userId,
      name: 'Test agent',
      secretHash,
      scopes: [...scopes],
      bound: documentIds !== undefined,
      expiresAt: new Date(Date.now() + 3_600_000),
      documents: { create: (documentIds ?? []).map((documentId) => ({ documentId })) },
    },
    select: { id: true },
  })
  return { token, principal: await requireAgent(token, client) }
}
