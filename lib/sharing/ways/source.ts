import 'server-only'
import { Prisma } from '../../generated/prisma/client'
import type { WayFilter, WayKind } from './schema'

// The branches of the view WayIn, without the state. A union can be sorted only as a whole, and the state asks the
// permission rule for each link; one by one, a page of a hundred thousand is read from an index. That they show what the
// view shows is held by ways.int.test.ts.

const granted = (kind: 'USER' | 'GROUP') => Prisma.sql`
  SELECT ${kind} AS kind, c.id, c."documentId", c."userId", c."groupId", c."giverId", c."createdAt", c."expiresAt" AS "endsAt",
         NULL::text AS email, c.id AS "capabilityId", NULL::uuid AS "agentTokenId"
  FROM "LivingCapability" l JOIN "Capability" c ON c.id = l.id JOIN "Document" d ON d.id = c."documentId"
  WHERE c.kind = ${kind}::"CapabilityKind" AND d."deletedAt" IS NULL`

const SOURCES: Record<WayKind, Prisma.Sql> = {
  USER: granted('USER'),
  GROUP: granted('GROUP'),
  LINK: Prisma.sql`
    SELECT 'LINK' AS kind, c.id, c."documentId", c."userId", c."groupId", c."giverId", c."createdAt", e."endsAt",
           NULL::text AS email, c.id AS "capabilityId", NULL::uuid AS "agentTokenId"
    FROM "Capability" c
    JOIN "Link" l ON l."capabilityId" = c.id
    JOIN "Document" d ON d.id = c."documentId"
    CROSS JOIN LATERAL (SELECT least(c."expiresAt", l."startsAt" + make_interval(days =>
      (SELECT p."longestLinkDays" FROM "SharingPolicy" p))) AS "endsAt") e
    WHERE c."revokedAt" IS NULL AND d."deletedAt" IS NULL AND (e."endsAt" IS NULL OR e."endsAt" > clock_timestamp())`,
  AGENT: Prisma.sql`
    SELECT 'AGENT' AS kind, t.id, NULL::uuid AS "documentId", t."userId", NULL::uuid AS "groupId", t."userId" AS "giverId",
           t."createdAt", t."endsAt", NULL::text AS email, NULL::uuid AS "capabilityId", t.id AS "agentTokenId"
    FROM "StandingAgentToken" t`,
  URL: Prisma.sql`
    SELECT 'URL' AS kind, i.id, i."documentId", i."userId", NULL::uuid AS "groupId", NULL::uuid AS "giverId",
           i."issuedAt" AS "createdAt", i."expiresAt" AS "endsAt", i.email, i."capabilityId", i."agentTokenId"
    FROM "IssuedUrl" i WHERE i."killedAt" IS NULL AND i."expiresAt" > clock_timestamp()`,
}

/**
 * What stands of one kind, to be read as `w`. Only the view knows the state: what is dormant is read from it, and what
 * lives is the rest.
 */
export function source(kind: WayKind, state: WayFilter['state']): Prisma.Sql {
  if (!state) return Prisma.sql`(${SOURCES[kind]}) w`
  const dormant = Prisma.sql`FROM "WayIn" v WHERE v.kind = ${kind} AND v.state <> 'LIVING'`
  if (state === 'dormant') return Prisma.sql`(SELECT v.* ${dormant}) w`
  return Prisma.sql`(SELECT s.* FROM (${SOURCES[kind]}) s WHERE s.id NOT IN (SELECT v.id ${dormant})) w`
}
