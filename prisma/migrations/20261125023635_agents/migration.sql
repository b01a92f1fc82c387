-- AlterEnum


ALTER TYPE "DeliveryKind" ADD VALUE 'EDGE';
ALTER TYPE "DeliveryKind" ADD VALUE 'CLOUDFRONT';

-- AlterTable
ALTER TABLE "IssuedUrl" ADD COLUMN     "agentTokenId" UUID;

-- AlterTable
ALTER TABLE "RevocationItem" ALTER COLUMN "documentId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "agentTokenId" UUID;

-- AlterTable
ALTER TABLE "SharingPolicy" ADD COLUMN     "agentsShareOutside" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "longestAgentDays" INTEGER NOT NULL DEFAULT 365;

-- CreateTable
CREATE TABLE "AgentToken" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secretHash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "bound" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "lastUsedIp" TEXT,

    CONSTRAINT "AgentToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgentTokenDocument" (
    "agentTokenId" UUID NOT NULL,
    "documentId" UUID NOT NULL,

    CONSTRAINT "AgentTokenDocument_pkey" PRIMARY KEY ("agentTokenId","documentId")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "holder" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" BYTEA NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" TEXT,
    "claimedUntil" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("holder","key")
);

-- CreateIndex
CREATE INDEX "AgentToken_userId_idx" ON "AgentToken"("userId");

-- CreateIndex
CREATE INDEX "AgentToken_createdAt_id_idx" ON "AgentToken"("createdAt", "id");

-- CreateIndex
CREATE INDEX "AgentTokenDocument_documentId_idx" ON "AgentTokenDocument"("documentId");

-- CreateIndex
CREATE INDEX "IdempotencyKey_expiresAt_idx" ON "IdempotencyKey"("expiresAt");

-- CreateIndex
CREATE INDEX "IssuedUrl_agentTokenId_issuedAt_idx" ON "IssuedUrl"("agentTokenId", "issuedAt");

-- AddForeignKey
ALTER TABLE "AgentToken" ADD CONSTRAINT "AgentToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentTokenDocument" ADD CONSTRAINT "AgentTokenDocument_agentTokenId_fkey" FOREIGN KEY ("agentTokenId") REFERENCES "AgentToken"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentTokenDocument" ADD CONSTRAINT "AgentTokenDocument_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssuedUrl" ADD CONSTRAINT "IssuedUrl_agentTokenId_fkey" FOREIGN KEY ("agentTokenId") REFERENCES "AgentToken"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say: the permission rule for agents, and mint for people and their agents.

ALTER TABLE "AgentToken" ADD CONSTRAINT "AgentToken_known_scopes" CHECK (
  cardinality(scopes) > 0
  AND scopes <@ ARRAY['documents:read', 'documents:write', 'shares:read', 'shares:write', 'audit:read']
);
ALTER TABLE "SharingPolicy" ADD CONSTRAINT "SharingPolicy_agent_days" CHECK ("longestAgentDays" BETWEEN 1 AND 3650);
ALTER TABLE "IssuedUrl" ADD CONSTRAINT "IssuedUrl_agent_has_person" CHECK ("agentTokenId" IS NULL OR "userId" IS NOT NULL);

-- Tokens that speak now, and until when. The organisation's longest life is asked each time, as with links.
CREATE VIEW "LivingAgentToken" AS
SELECT t.id, t."userId", t.scopes, t.bound, e."endsAt"
FROM "AgentToken" t
JOIN "User" u ON u.id = t."userId" AND u."disabledAt" IS NULL
CROSS JOIN "SharingPolicy" p
CROSS JOIN LATERAL (SELECT least(t."expiresAt", t."createdAt" + make_interval(days => p."longestAgentDays")) AS "endsAt") e
WHERE t."revokedAt" IS NULL AND e."endsAt" > clock_timestamp();

-- THE permission rule for agents: what their person may at this moment, in the documents that the token reaches.
CREATE VIEW "AgentAccess" AS
SELECT t.id AS "agentTokenId", a."documentId", a."userId", a."capabilityId", a.role, a."viewOnly",
       least(a."endsAt", t."endsAt") AS "endsAt", t.scopes
FROM "LivingAgentToken" t
JOIN "DocumentAccess" a ON a."userId" = t."userId"
WHERE NOT t.bound OR EXISTS (SELECT 1 FROM "AgentTokenDocument" b WHERE b."agentTokenId" = t.id AND b."documentId" = a."documentId");

-- As before, and what an agent was given lives only while its token may have it.
CREATE OR REPLACE VIEW "LivingUrl" AS
SELECT i.id, i."documentId", i."objectId", i."userId", i."capabilityId", i.email, i.disposition, i.delivery, i."issuedAt", i."expiresAt",
       i."revokedAt" IS NULL AND CASE WHEN i."agentTokenId" IS NOT NULL THEN EXISTS (
         SELECT 1 FROM "AgentAccess" a
         WHERE a."agentTokenId" = i."agentTokenId" AND a."documentId" = i."documentId" AND a."userId" = i."userId"
           AND 'documents:read' = ANY (a.scopes)
           AND (NOT a."viewOnly" OR i.disposition = 'INLINE')
           AND a."endsAt" >= i."expiresAt" - interval '1 second')
       WHEN i."userId" IS NOT NULL THEN EXISTS (
         SELECT 1 FROM "DocumentAccess" a
         WHERE a."documentId" = i."documentId" AND a."userId" = i."userId"
           AND (NOT a."viewOnly" OR i.disposition = 'INLINE')
           AND (a."endsAt" IS NULL OR a."endsAt" >= i."expiresAt" - interval '1 second'))
       ELSE EXISTS (
         SELECT 1 FROM "LinkStanding" s
         WHERE s."capabilityId" = i."capabilityId" AND s.state = 'LIVING' AND s.version = i."linkVersion"
           AND (NOT s."viewOnly" OR i.disposition = 'INLINE')
           AND coalesce(least(s."endsAt", s."giverEndsAt") >= i."expiresAt" - interval '1 second', true)
           AND link_admits(i."capabilityId", i.email))
         AND (i.delivery::text <> 'MAILED' OR (SELECT p."directAllowed" FROM "SharingPolicy" p))
       END AS "hasRight",
       i."agentTokenId"
FROM "IssuedUrl" i
WHERE i."killedAt" IS NULL AND i."expiresAt" > clock_timestamp();

-- For a person (p_session) or for an agent in the person's name (p_agent): exactly one of the two is given. The lock
-- order everywhere: User, Session, AgentToken, SharingPolicy, Document, GroupMember, Capability, Link.
DROP FUNCTION mint(uuid, uuid, uuid, boolean, integer, "DeliveryKind", bytea, jsonb);
CREATE FUNCTION mint(
  p_user uuid, p_session uuid, p_agent uuid, p_document uuid, p_inline boolean, p_seconds integer,
  p_delivery "DeliveryKind", p_personal_hash bytea, p_personal jsonb
) RETURNS TABLE (
  "issuedUrlId" uuid, key text, "fileName" text, "contentType" text, inline boolean, seconds integer
) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  hit record;
  url_id uuid := gen_random_uuid();
  wants_inline boolean;
BEGIN
  PERFORM 1 FROM "User" u WHERE u.id = p_user FOR SHARE;
  IF p_agent IS NULL THEN
    PERFORM 1 FROM "Session" s WHERE s.id = p_session FOR SHARE;
  ELSE
    PERFORM 1 FROM "AgentToken" t WHERE t.id = p_agent FOR SHARE;
    PERFORM 1 FROM "SharingPolicy" FOR SHARE;
  END IF;
  PERFORM 1 FROM "Document" d WHERE d.id = p_document FOR SHARE;
  PERFORM 1 FROM "GroupMember" m WHERE m."userId" = p_user ORDER BY m."groupId" FOR SHARE;
  PERFORM 1 FROM "Capability" c WHERE c."documentId" = p_document
    AND (c."userId" = p_user OR c."groupId" IN (SELECT m."groupId" FROM "GroupMember" m WHERE m."userId" = p_user))
    ORDER BY c.id FOR SHARE;

  SELECT a."capabilityId", d.name, d."contentType", d."opensInline", d."rekeyingUntil", o.id AS object_id, o.key,
         floor(least(coalesce(p."urlSeconds", p_seconds)::numeric, p."longestUrlSeconds",
                     extract(epoch FROM a."endsAt" - clock_timestamp())))::integer AS seconds
  INTO hit
  FROM (
    SELECT r."documentId", r."capabilityId", r.role, r."viewOnly", r."endsAt"
    FROM "DocumentAccess" r
    JOIN "User" u ON u.id = r."userId"
    JOIN "Session" s ON s.id = p_session AND s."userId" = r."userId" AND s."endedAt" IS NULL
      AND s."expiresAt" > clock_timestamp() AND s.epoch = u."sessionEpoch"
    WHERE p_agent IS NULL AND r."documentId" = p_document AND r."userId" = p_user
    UNION ALL
    SELECT g."documentId", g."capabilityId", g.role, g."viewOnly", g."endsAt"
    FROM "AgentAccess" g
    WHERE p_session IS NULL AND g."agentTokenId" = p_agent AND g."documentId" = p_document AND g."userId" = p_user
      AND 'documents:read' = ANY (g.scopes)
  ) a
  CROSS JOIN "SharingPolicy" p
  JOIN "Document" d ON d.id = a."documentId" AND d.status = 'READY'
  JOIN "StoredObject" o ON o.id = d."objectId" AND o.state = 'LIVE'
  WHERE NOT a."viewOnly" OR (p_inline AND d."opensInline")
  ORDER BY a.role, a."viewOnly", a."endsAt" DESC NULLS FIRST
  LIMIT 1;

  IF NOT FOUND OR hit.seconds < 1 THEN RETURN; END IF;
  IF hit."rekeyingUntil" > clock_timestamp() THEN
    RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::text, NULL::boolean, NULL::integer;
    RETURN;
  END IF;
  wants_inline := p_inline AND hit."opensInline";

  INSERT INTO "IssuedUrl" (id, "documentId", "objectId", "userId", "agentTokenId", "capabilityId", disposition, delivery, "issuedAt", "expiresAt")
  VALUES (url_id, p_document, hit.object_id, p_user, p_agent, hit."capabilityId",
          (CASE WHEN wants_inline THEN 'INLINE' ELSE 'ATTACHMENT' END)::"Disposition", p_delivery,
          clock_timestamp(), clock_timestamp() + make_interval(secs => hit.seconds));
  INSERT INTO "AuditPersonal" (hash, data) VALUES (p_personal_hash, p_personal);
  INSERT INTO "AuditEvent" (action, "actorId", "documentId", "subjectId", details, "personalHash")
  VALUES ('url.issued', p_user, p_document, url_id,
          jsonb_build_object('inline', wants_inline, 'seconds', hit.seconds)
            || CASE WHEN p_agent IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('agent', p_agent) END,
          p_personal_hash);

  RETURN QUERY SELECT url_id, hit.key, hit.name, hit."contentType", wants_inline, hit.seconds;
END $$;
