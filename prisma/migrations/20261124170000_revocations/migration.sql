-- CreateTable
CREATE TABLE "Revocation" (
    "id" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "client" JSONB,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "grants" INTEGER NOT NULL DEFAULT 0,
    "links" INTEGER NOT NULL DEFAULT 0,
    "urls" INTEGER NOT NULL DEFAULT 0,
    "urlsKilled" INTEGER NOT NULL DEFAULT 0,
    "urlsPending" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Revocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RevocationItem" (
    "revocationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "wayId" UUID NOT NULL,
    "documentId" UUID NOT NULL,

    CONSTRAINT "RevocationItem_pkey" PRIMARY KEY ("revocationId","position")
);

-- CreateIndex
CREATE INDEX "Revocation_actorId_createdAt_idx" ON "Revocation"("actorId", "createdAt");

-- CreateIndex
CREATE INDEX "Revocation_finishedAt_startedAt_idx" ON "Revocation"("finishedAt", "startedAt");

-- AddForeignKey
ALTER TABLE "Revocation" ADD CONSTRAINT "Revocation_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevocationItem" ADD CONSTRAINT "RevocationItem_revocationId_fkey" FOREIGN KEY ("revocationId") REFERENCES "Revocation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Lists ask for the ways in of a whole organisation: every branch has its kind as a constant, so that one kind is one
-- branch, and what stands is told by columns that can be compared before any right is asked.
CREATE OR REPLACE VIEW "WayIn" AS
SELECT d.id, 'OWNER' AS kind, d.id AS "documentId", d."ownerId" AS "userId", NULL::uuid AS "groupId", NULL::uuid AS "giverId",
       'OWNER'::"AccessRole" AS role, false AS "viewOnly", d."createdAt", NULL::timestamptz AS "endsAt",
       NULL::text AS email, NULL::uuid AS "capabilityId",
       CASE WHEN u."disabledAt" IS NULL THEN 'LIVING' ELSE 'PERSON_DISABLED' END AS state
FROM "Document" d JOIN "User" u ON u.id = d."ownerId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT c.id, 'USER', c."documentId", c."userId", NULL, c."giverId", c.role, c."viewOnly", c."createdAt", c."expiresAt",
       NULL, c.id, CASE WHEN u."disabledAt" IS NULL THEN 'LIVING' ELSE 'PERSON_DISABLED' END
FROM "LivingCapability" l JOIN "Capability" c ON c.id = l.id AND c.kind = 'USER'
JOIN "Document" d ON d.id = c."documentId"
JOIN "User" u ON u.id = c."userId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT c.id, 'GROUP', c."documentId", NULL, c."groupId", c."giverId", c.role, c."viewOnly", c."createdAt", c."expiresAt",
       NULL, c.id, 'LIVING'
FROM "LivingCapability" l JOIN "Capability" c ON c.id = l.id AND c.kind = 'GROUP'
JOIN "Document" d ON d.id = c."documentId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT s."capabilityId", 'LINK', s."documentId", NULL, NULL, s."giverId", 'VIEWER'::"AccessRole", s."viewOnly", s."createdAt",
       s."endsAt", NULL, s."capabilityId", s.state
FROM "LinkStanding" s JOIN "Capability" c ON c.id = s."capabilityId" JOIN "Document" d ON d.id = s."documentId"
WHERE c."revokedAt" IS NULL AND d."deletedAt" IS NULL AND (s."endsAt" IS NULL OR s."endsAt" > clock_timestamp())
UNION ALL
SELECT i.id, 'URL', i."documentId", i."userId", NULL, NULL, 'VIEWER'::"AccessRole", i.disposition = 'INLINE', i."issuedAt",
       i."expiresAt", i.email, i."capabilityId", CASE WHEN i."hasRight" THEN 'LIVING' ELSE 'DYING' END
FROM "LivingUrl" i;
