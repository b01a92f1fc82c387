-- AlterTable
ALTER TABLE "Revocation" ADD COLUMN     "tokens" INTEGER NOT NULL DEFAULT 0;

-- What an agent holds now is asked by its end: how long ago it was handed out says nothing.
DROP INDEX "IssuedUrl_agentTokenId_issuedAt_idx";

-- CreateIndex
CREATE INDEX "IssuedUrl_agentTokenId_expiresAt_idx" ON "IssuedUrl"("agentTokenId", "expiresAt");

-- Tokens that stand, whether they speak now or would again without anybody's new act (a disabled person who comes back):
-- what lists of ways in show. LivingAgentToken, which AgentAccess and with it mint ask, is a part of it.
CREATE VIEW "StandingAgentToken" AS
SELECT t.id, t."userId", t.scopes, t.bound, t."createdAt", e."endsAt",
       CASE WHEN u."disabledAt" IS NULL THEN 'LIVING' ELSE 'PERSON_DISABLED' END AS state
FROM "AgentToken" t
JOIN "User" u ON u.id = t."userId" AND u."erasedAt" IS NULL
CROSS JOIN "SharingPolicy" p
CROSS JOIN LATERAL (SELECT least(t."expiresAt", t."createdAt" + make_interval(days => p."longestAgentDays")) AS "endsAt") e
WHERE t."revokedAt" IS NULL AND e."endsAt" > clock_timestamp();

CREATE OR REPLACE VIEW "LivingAgentToken" AS
SELECT t.id, t."userId", t.scopes, t.bound, t."endsAt" FROM "StandingAgentToken" t WHERE t.state = 'LIVING';

-- As before, and agent tokens: one row for each, without a document, since it reaches many. What an agent was handed is a
-- URL with its token beside it.
CREATE OR REPLACE VIEW "WayIn" AS
SELECT d.id, 'OWNER' AS kind, d.id AS "documentId", d."ownerId" AS "userId", NULL::uuid AS "groupId", NULL::uuid AS "giverId",
       'OWNER'::"AccessRole" AS role, false AS "viewOnly", d."createdAt", NULL::timestamptz AS "endsAt",
       NULL::text AS email, NULL::uuid AS "capabilityId",
       CASE WHEN u."disabledAt" IS NULL THEN 'LIVING' ELSE 'PERSON_DISABLED' END AS state, NULL::uuid AS "agentTokenId"
FROM "Document" d JOIN "User" u ON u.id = d."ownerId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT c.id, 'USER', c."documentId", c."userId", NULL, c."giverId", c.role, c."viewOnly", c."createdAt", c."expiresAt",
       NULL, c.id, CASE WHEN u."disabledAt" IS NULL THEN 'LIVING' ELSE 'PERSON_DISABLED' END, NULL
FROM "LivingCapability" l JOIN "Capability" c ON c.id = l.id AND c.kind = 'USER'
JOIN "Document" d ON d.id = c."documentId"
JOIN "User" u ON u.id = c."userId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT c.id, 'GROUP', c."documentId", NULL, c."groupId", c."giverId", c.role, c."viewOnly", c."createdAt", c."expiresAt",
       NULL, c.id, 'LIVING', NULL
FROM "LivingCapability" l JOIN "Capability" c ON c.id = l.id AND c.kind = 'GROUP'
JOIN "Document" d ON d.id = c."documentId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT s."capabilityId", 'LINK', s."documentId", NULL, NULL, s."giverId", 'VIEWER'::"AccessRole", s."viewOnly", s."createdAt",
       s."endsAt", NULL, s."capabilityId", s.state, NULL
FROM "LinkStanding" s JOIN "Capability" c ON c.id = s."capabilityId" JOIN "Document" d ON d.id = s."documentId"
WHERE c."revokedAt" IS NULL AND d."deletedAt" IS NULL AND (s."endsAt" IS NULL OR s."endsAt" > clock_timestamp())
UNION ALL
SELECT t.id, 'AGENT', NULL, t."userId", NULL, t."userId", 'VIEWER'::"AccessRole", false, t."createdAt", t."endsAt",
       NULL, NULL, t.state, t.id
FROM "StandingAgentToken" t
UNION ALL
SELECT i.id, 'URL', i."documentId", i."userId", NULL, NULL, 'VIEWER'::"AccessRole", i.disposition = 'INLINE', i."issuedAt",
       i."expiresAt", i.email, i."capabilityId", CASE WHEN i."hasRight" THEN 'LIVING' ELSE 'DYING' END, i."agentTokenId"
FROM "LivingUrl" i;
