import 'server-only'
import type { AgentPrincipal, Principal } from '../../auth/principal'
import { Prisma } from '../../generated/prisma/client'
import type { WayFilter } from './schema'

/**
 * The conditions on ways in (as `w`: the view WayIn or a source of lib/sharing/ways/source.ts) for what a principal may
 * see and revoke: an administrator all of them, a member those into their own documents and those that they gave. It is
 * the rule of revoke(), as a filter. An agent sees what its token reaches, and no tokens: none of them revokes one. The
 * state is asked apart: only the view knows it.
 */
export function waysWhere(principal: Principal, filter: WayFilter): Prisma.Sql {
  return Prisma.join([Prisma.sql`w.kind <> 'OWNER'`, ...scope(principal), ...conditions(filter)], ' AND ')
}

function scope(principal: Principal): Prisma.Sql[] {
  const { role, userId } = principal
  const reached = principal.kind === 'agent' ? reachedBy(principal) : []
  if (role === 'ADMIN') return reached
  return [
    ...reached,
    Prisma.sql`(w."giverId" = ${userId}::uuid
      OR w."documentId" IN (SELECT d.id FROM "Document" d WHERE d."ownerId" = ${userId}::uuid AND d."deletedAt" IS NULL))`,
  ]
}

function reachedBy({ documentIds }: AgentPrincipal): Prisma.Sql[] {
  const noToken = Prisma.sql`w.kind <> 'AGENT'`
  return documentIds ? [noToken, Prisma.sql`w."documentId" = ANY(${[...documentIds]}::uuid[])`] : [noToken]
}

function conditions({ kind, giver, outside, unused, endless, search }: WayFilter): Prisma.Sql[] {
  return [
    kind && Prisma.sql`w.kind = ${kind}`,
    giver && Prisma.sql`w."giverId" = ${giver}::uuid`,
    outside && Prisma.sql`(w.kind = 'LINK' OR (w.kind = 'URL' AND w."userId" IS NULL))`,
    unused && NEVER_USED,
    endless && Prisma.sql`w."endsAt" IS NULL`,
    search && found(search),
  ].filter((condition) => condition instanceof Prisma.Sql)
}

const NEVER_USED = Prisma.sql`
  w.kind <> 'URL' AND NOT EXISTS (SELECT 1 FROM "IssuedUrl" i WHERE i."capabilityId" = w.id)
  AND NOT EXISTS (SELECT 1 FROM "AgentToken" t WHERE t.id = w.id AND t."lastUsedAt" IS NOT NULL)`

/** Each table is searched once, whatever the number of ways in. */
function found(search: string): Prisma.Sql {
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return Prisma.sql`(
    w."documentId" IN (SELECT d.id FROM "Document" d WHERE d.name ILIKE ${like})
    OR w."userId" IN (SELECT u.id FROM "User" u WHERE u.name ILIKE ${like} OR u.email ILIKE ${like})
    OR w."groupId" IN (SELECT g.id FROM "Group" g WHERE g.name ILIKE ${like})
    OR w."agentTokenId" IN (SELECT t.id FROM "AgentToken" t WHERE t.name ILIKE ${like})
    OR w.kind = 'AGENT' AND w.id IN (SELECT b."agentTokenId" FROM "AgentTokenDocument" b
      JOIN "Document" d ON d.id = b."documentId" WHERE d.name ILIKE ${like})
    OR w."capabilityId" IN (SELECT l."capabilityId" FROM "Link" l WHERE l.label ILIKE ${like})
    OR w."capabilityId" IN (SELECT r."capabilityId" FROM "LinkRecipient" r WHERE r.address ILIKE ${like})
    OR w.email ILIKE ${like})`
}
