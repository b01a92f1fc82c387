import 'server-only'
import type { Scope } from '../auth/scopes'
import { Prisma } from '../generated/prisma/client'
import type { AgentTokenRow, AgentTokenState } from './schema'

/**
 * Tokens as `t`, their people as `u`, and as `s` where they stand. What stands is said by the view StandingAgentToken; of the
 * others the rest of the CASE tells why they do not.
 */
export const TOKENS = Prisma.sql`
  "AgentToken" t
  JOIN "User" u ON u.id = t."userId" AND u."erasedAt" IS NULL
  CROSS JOIN "SharingPolicy" p
  LEFT JOIN "StandingAgentToken" l ON l.id = t.id
  CROSS JOIN LATERAL (
    SELECT CASE l.state WHEN 'LIVING' THEN 'living' WHEN 'PERSON_DISABLED' THEN 'disabled'
                        ELSE CASE WHEN t."revokedAt" IS NULL THEN 'ended' ELSE 'revoked' END END AS state,
           coalesce(l."endsAt", least(t."expiresAt", t."createdAt" + make_interval(days => p."longestAgentDays"))) AS "endsAt") s`

export const COLUMNS = Prisma.sql`
  t.id, t.name, t.scopes, t."createdAt", s."endsAt", t."lastUsedAt", t."lastUsedIp", s.state,
  CASE WHEN t.bound THEN (SELECT count(*)::integer FROM "AgentTokenDocument" b WHERE b."agentTokenId" = t.id) END AS documents`

export type FoundToken = {
  id: string
  name: string
  scopes: Scope[]
  createdAt: Date
  endsAt: Date
  lastUsedAt: Date | null
  lastUsedIp: string | null
  state: AgentTokenState
  documents: number | null
}

export function toRow(found: FoundToken): AgentTokenRow {
  const { id, name, scopes, documents, createdAt, endsAt, lastUsedAt, lastUsedIp, state } = found
  return {
    id,
    name,
    scopes,
    documents,
    createdAt: createdAt.toISOString(),
    endsAt: endsAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    lastUsedIp,
    state,
  }
}
