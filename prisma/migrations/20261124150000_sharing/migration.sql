-- CreateEnum
CREATE TYPE "LinkGate" AS ENUM ('NONE', 'EITHER', 'PASSWORD', 'RECIPIENTS');

-- AlterEnum
ALTER TYPE "CapabilityKind" ADD VALUE 'LINK';

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "rekeyingUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "IssuedUrl" ADD COLUMN     "email" TEXT,
ADD COLUMN     "linkVersion" INTEGER,
ADD COLUMN     "revokedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "rejection" TEXT,
ADD COLUMN     "replaces" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Link" (
    "capabilityId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "startsAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "passwordHash" TEXT,
    "maxDownloads" INTEGER,
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "disabledAt" TIMESTAMPTZ(3),
    "notifyOnOpen" BOOLEAN NOT NULL DEFAULT false,
    "firstOpenedAt" TIMESTAMPTZ(3),
    "notifiedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("capabilityId")
);

-- CreateTable
CREATE TABLE "LinkRecipient" (
    "capabilityId" UUID NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "LinkRecipient_pkey" PRIMARY KEY ("capabilityId","address")
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" UUID NOT NULL,
    "capabilityId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "browserHash" BYTEA NOT NULL,
    "codeMac" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SharingPolicy" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "linksAllowed" BOOLEAN NOT NULL DEFAULT true,
    "frozenAt" TIMESTAMPTZ(3),
    "linkGate" "LinkGate" NOT NULL DEFAULT 'NONE',
    "longestLinkDays" INTEGER,
    "allowedDomains" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "urlSeconds" INTEGER,
    "longestUrlSeconds" INTEGER NOT NULL DEFAULT 3600,

    CONSTRAINT "SharingPolicy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Link_tokenHash_key" ON "Link"("tokenHash");

-- CreateIndex
CREATE INDEX "LinkCode_capabilityId_browserHash_idx" ON "LinkCode"("capabilityId", "browserHash");

-- CreateIndex
CREATE INDEX "LinkCode_expiresAt_idx" ON "LinkCode"("expiresAt");

-- CreateIndex
CREATE INDEX "Capability_giverId_idx" ON "Capability"("giverId");

-- CreateIndex
CREATE INDEX "Capability_createdAt_id_idx" ON "Capability"("createdAt", "id");

-- CreateIndex
CREATE INDEX "IssuedUrl_expiresAt_idx" ON "IssuedUrl"("expiresAt");

-- CreateIndex
CREATE INDEX "IssuedUrl_objectId_idx" ON "IssuedUrl"("objectId");

-- CreateIndex
CREATE INDEX "IssuedUrl_capabilityId_issuedAt_idx" ON "IssuedUrl"("capabilityId", "issuedAt");

-- CreateIndex
CREATE INDEX "IssuedUrl_userId_idx" ON "IssuedUrl"("userId");

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_capabilityId_fkey" FOREIGN KEY ("capabilityId") REFERENCES "Capability"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkRecipient" ADD CONSTRAINT "LinkRecipient_capabilityId_fkey" FOREIGN KEY ("capabilityId") REFERENCES "Link"("capabilityId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_capabilityId_fkey" FOREIGN KEY ("capabilityId") REFERENCES "Link"("capabilityId") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say: who a link lets in, what lives now, and mint for people and for links.

INSERT INTO "SharingPolicy" (id) VALUES (1);
ALTER TABLE "SharingPolicy" ADD CONSTRAINT "SharingPolicy_one_row" CHECK (id = 1);

ALTER TABLE "Capability" DROP CONSTRAINT "Capability_one_grantee";
ALTER TABLE "Capability" ADD CONSTRAINT "Capability_one_grantee" CHECK (
  CASE kind::text WHEN 'USER' THEN "userId" IS NOT NULL AND "groupId" IS NULL
                  WHEN 'GROUP' THEN "groupId" IS NOT NULL AND "userId" IS NULL
                  WHEN 'LINK' THEN "userId" IS NULL AND "groupId" IS NULL AND role = 'VIEWER' END
);
-- Who may change a document can read it whole; view-only would be a pretence.
ALTER TABLE "Capability" ADD CONSTRAINT "Capability_view_only_viewers" CHECK (NOT "viewOnly" OR role = 'VIEWER');

-- One way in for one person or group: changing it changes the row, so the list shows each grantee once.
CREATE UNIQUE INDEX "Capability_one_for_a_person" ON "Capability" ("documentId", "userId") WHERE kind = 'USER' AND "revokedAt" IS NULL;
CREATE UNIQUE INDEX "Capability_one_for_a_group" ON "Capability" ("documentId", "groupId") WHERE kind = 'GROUP' AND "revokedAt" IS NULL;

ALTER TABLE "LinkRecipient" ADD CONSTRAINT "LinkRecipient_lower_case" CHECK (address = lower(address) AND address LIKE '%@_%');
ALTER TABLE "IssuedUrl" ADD CONSTRAINT "IssuedUrl_one_holder" CHECK (("userId" IS NULL) = ("linkVersion" IS NOT NULL));

-- Whether a link's recipients and the organisation's domains let this proved address in (null: none was proved).
CREATE FUNCTION link_admits(p_capability uuid, p_email text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM "LinkRecipient" r WHERE r."capabilityId" = p_capability) THEN
    p_email IS NOT NULL
    AND EXISTS (SELECT 1 FROM "LinkRecipient" r WHERE r."capabilityId" = p_capability
                AND r.address IN (p_email, '@' || split_part(p_email, '@', 2)))
    AND (SELECT cardinality(p."allowedDomains") = 0 OR split_part(p_email, '@', 2) = ANY (p."allowedDomains") FROM "SharingPolicy" p)
  ELSE (SELECT cardinality(p."allowedDomains") = 0 FROM "SharingPolicy" p) END
$$;

-- Every link with its state now and the time when it ends by itself. A link speaks for its giver: it opens nothing
-- that the giver may not share any more. Used-up counters are not a state: more downloads can be allowed again.
CREATE VIEW "LinkStanding" AS
SELECT c.id AS "capabilityId", c."documentId", c."giverId", c."viewOnly", c."createdAt", e."endsAt", l.version,
       (l."maxDownloads" IS NOT NULL AND l.downloads >= l."maxDownloads") AS "usedUp",
       CASE
         WHEN c."revokedAt" IS NOT NULL THEN 'REVOKED'
         WHEN d."deletedAt" IS NOT NULL THEN 'GONE'
         WHEN e."endsAt" <= clock_timestamp() THEN 'ENDED'
         WHEN l."disabledAt" IS NOT NULL THEN 'DISABLED'
         WHEN p."frozenAt" IS NOT NULL THEN 'FROZEN'
         WHEN NOT p."linksAllowed"
           OR (p."linkGate" = 'PASSWORD' AND l."passwordHash" IS NULL)
           OR (p."linkGate" = 'RECIPIENTS' AND NOT r.named)
           OR (p."linkGate" = 'EITHER' AND l."passwordHash" IS NULL AND NOT r.named)
           OR (cardinality(p."allowedDomains") > 0 AND NOT r.named) THEN 'AGAINST_POLICY'
         WHEN NOT EXISTS (SELECT 1 FROM "DocumentAccess" a WHERE a."documentId" = c."documentId" AND a."userId" = c."giverId"
                          AND a.role IN ('OWNER', 'EDITOR')) THEN 'GIVER_MAY_NOT'
         ELSE 'LIVING'
       END AS state,
       -- When the giver's own right to share ends by itself. (A column that nobody reads costs nothing.)
       (SELECT CASE WHEN bool_and(a."endsAt" IS NOT NULL) THEN max(a."endsAt") END FROM "DocumentAccess" a
        WHERE a."documentId" = c."documentId" AND a."userId" = c."giverId" AND a.role IN ('OWNER', 'EDITOR')) AS "giverEndsAt"
FROM "Link" l
JOIN "Capability" c ON c.id = l."capabilityId"
JOIN "Document" d ON d.id = c."documentId"
CROSS JOIN "SharingPolicy" p
CROSS JOIN LATERAL (SELECT least(c."expiresAt", l."startsAt" + make_interval(days => p."longestLinkDays")) AS "endsAt") e
CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM "LinkRecipient" r WHERE r."capabilityId" = c.id) AS named) r;

-- The ledger's rows that a store would still serve, and whether their holder could get such a URL now. A second of
-- grace, because the life of a URL is counted from a moment after its right was read.
CREATE VIEW "LivingUrl" AS
SELECT i.id, i."documentId", i."objectId", i."userId", i."capabilityId", i.email, i.disposition, i.delivery, i."issuedAt", i."expiresAt",
       i."revokedAt" IS NULL AND CASE WHEN i."userId" IS NOT NULL THEN EXISTS (
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
       END AS "hasRight"
FROM "IssuedUrl" i
WHERE i."killedAt" IS NULL AND i."expiresAt" > clock_timestamp();

-- Every way into a document that stands, whether it opens something now (living) or would again without anybody's new
-- act here (a disabled person who comes back, a freeze that is lifted): what lists of ways in show, and nothing less.
CREATE VIEW "WayIn" AS
SELECT d.id, 'OWNER' AS kind, d.id AS "documentId", d."ownerId" AS "userId", NULL::uuid AS "groupId", NULL::uuid AS "giverId",
       'OWNER'::"AccessRole" AS role, false AS "viewOnly", d."createdAt", NULL::timestamptz AS "endsAt",
       NULL::text AS email, NULL::uuid AS "capabilityId",
       CASE WHEN u."disabledAt" IS NULL THEN 'LIVING' ELSE 'PERSON_DISABLED' END AS state
FROM "Document" d JOIN "User" u ON u.id = d."ownerId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT c.id, c.kind::text, c."documentId", c."userId", c."groupId", c."giverId", c.role, c."viewOnly", c."createdAt", c."expiresAt",
       NULL, c.id, CASE WHEN u."disabledAt" IS NULL THEN 'LIVING' ELSE 'PERSON_DISABLED' END
FROM "LivingCapability" l JOIN "Capability" c ON c.id = l.id
JOIN "Document" d ON d.id = c."documentId"
LEFT JOIN "User" u ON u.id = c."userId"
WHERE d."deletedAt" IS NULL
UNION ALL
SELECT s."capabilityId", 'LINK', s."documentId", NULL, NULL, s."giverId", 'VIEWER'::"AccessRole", s."viewOnly", s."createdAt",
       s."endsAt", NULL, s."capabilityId", s.state
FROM "LinkStanding" s
WHERE s.state NOT IN ('REVOKED', 'GONE', 'ENDED')
UNION ALL
SELECT i.id, 'URL', i."documentId", i."userId", NULL, NULL, 'VIEWER'::"AccessRole", i.disposition = 'INLINE', i."issuedAt",
       i."expiresAt", i.email, i."capabilityId", CASE WHEN i."hasRight" THEN 'LIVING' ELSE 'DYING' END
FROM "LivingUrl" i;

-- The lock order everywhere: User, Session, SharingPolicy, Document, GroupMember, Capability, Link. What mint reads it
-- locks FOR SHARE first (in another statement: each has its own snapshot), and whoever takes a right away takes the
-- same rows FOR UPDATE. A row without a key: the document is moving to another key; ask again in a moment.
DROP FUNCTION mint(uuid, uuid, uuid, boolean, integer, "DeliveryKind", bytea, jsonb);
CREATE FUNCTION mint(
  p_user uuid, p_session uuid, p_document uuid, p_inline boolean, p_seconds integer, p_delivery "DeliveryKind",
  p_personal_hash bytea, p_personal jsonb
) RETURNS TABLE (
  "issuedUrlId" uuid, key text, "fileName" text, "contentType" text, inline boolean, seconds integer
) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  hit record;
  url_id uuid := gen_random_uuid();
  wants_inline boolean;
BEGIN
  PERFORM 1 FROM "User" u WHERE u.id = p_user FOR SHARE;
  PERFORM 1 FROM "Session" s WHERE s.id = p_session FOR SHARE;
  PERFORM 1 FROM "Document" d WHERE d.id = p_document FOR SHARE;
  PERFORM 1 FROM "GroupMember" m WHERE m."userId" = p_user ORDER BY m."groupId" FOR SHARE;
  PERFORM 1 FROM "Capability" c WHERE c."documentId" = p_document
    AND (c."userId" = p_user OR c."groupId" IN (SELECT m."groupId" FROM "GroupMember" m WHERE m."userId" = p_user))
    ORDER BY c.id FOR SHARE;

  SELECT a."capabilityId", d.name, d."contentType", d."opensInline", d."rekeyingUntil", o.id AS object_id, o.key,
         floor(least(coalesce(p."urlSeconds", p_seconds)::numeric, p."longestUrlSeconds",
                     extract(epoch FROM a."endsAt" - clock_timestamp())))::integer AS seconds
  INTO hit
  FROM "DocumentAccess" a
  CROSS JOIN "SharingPolicy" p
  JOIN "Document" d ON d.id = a."documentId" AND d.status = 'READY'
  JOIN "StoredObject" o ON o.id = d."objectId" AND o.state = 'LIVE'
  JOIN "User" u ON u.id = a."userId"
  JOIN "Session" s ON s.id = p_session AND s."userId" = a."userId" AND s."endedAt" IS NULL
    AND s."expiresAt" > clock_timestamp() AND s.epoch = u."sessionEpoch"
  WHERE a."documentId" = p_document AND a."userId" = p_user
    AND (NOT a."viewOnly" OR (p_inline AND d."opensInline"))
  ORDER BY a.role, a."viewOnly", a."endsAt" DESC NULLS FIRST
  LIMIT 1;

  IF NOT FOUND OR hit.seconds < 1 THEN RETURN; END IF;
  IF hit."rekeyingUntil" > clock_timestamp() THEN
    RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::text, NULL::boolean, NULL::integer;
    RETURN;
  END IF;
  wants_inline := p_inline AND hit."opensInline";

  INSERT INTO "IssuedUrl" (id, "documentId", "objectId", "userId", "capabilityId", disposition, delivery, "issuedAt", "expiresAt")
  VALUES (url_id, p_document, hit.object_id, p_user, hit."capabilityId",
          (CASE WHEN wants_inline THEN 'INLINE' ELSE 'ATTACHMENT' END)::"Disposition", p_delivery,
          clock_timestamp(), clock_timestamp() + make_interval(secs => hit.seconds));
  INSERT INTO "AuditPersonal" (hash, data) VALUES (p_personal_hash, p_personal);
  INSERT INTO "AuditEvent" (action, "actorId", "documentId", "subjectId", details, "personalHash")
  VALUES ('url.issued', p_user, p_document, url_id,
          jsonb_build_object('inline', wants_inline, 'seconds', hit.seconds), p_personal_hash);

  RETURN QUERY SELECT url_id, hit.key, hit.name, hit."contentType", wants_inline, hit.seconds;
END $$;

-- The same for who holds a link's token: the gate's whole policy is asked here, where the URL is made. p_version and
-- p_password_proved come from the link session, p_email is the address that was proved by a code, or null.
CREATE FUNCTION mint_link(
  p_token_hash bytea, p_version integer, p_password_proved boolean, p_email text, p_inline boolean, p_seconds integer,
  p_delivery "DeliveryKind", p_personal_hash bytea, p_personal jsonb
) RETURNS TABLE (
  "issuedUrlId" uuid, key text, "fileName" text, "contentType" text, inline boolean, seconds integer
) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  link record;
  hit record;
  url_id uuid := gen_random_uuid();
  wants_inline boolean;
BEGIN
  SELECT c.id, c."documentId", c."giverId" INTO link
  FROM "Link" l JOIN "Capability" c ON c.id = l."capabilityId" WHERE l."tokenHash" = p_token_hash;
  IF NOT FOUND THEN RETURN; END IF;

  PERFORM 1 FROM "User" u WHERE u.id = link."giverId" FOR SHARE;
  PERFORM 1 FROM "SharingPolicy" FOR SHARE;
  PERFORM 1 FROM "Document" d WHERE d.id = link."documentId" FOR SHARE;
  PERFORM 1 FROM "GroupMember" m WHERE m."userId" = link."giverId" ORDER BY m."groupId" FOR SHARE;
  PERFORM 1 FROM "Capability" c WHERE c."documentId" = link."documentId"
    AND (c.id = link.id OR c."userId" = link."giverId"
         OR c."groupId" IN (SELECT m."groupId" FROM "GroupMember" m WHERE m."userId" = link."giverId"))
    ORDER BY c.id FOR SHARE;
  PERFORM 1 FROM "Link" l WHERE l."capabilityId" = link.id FOR NO KEY UPDATE;
  -- Transferred between the look and the locks: those that are held are somebody else's. Ask again.
  IF NOT EXISTS (SELECT 1 FROM "Capability" c WHERE c.id = link.id AND c."giverId" = link."giverId") THEN
    RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::text, NULL::boolean, NULL::integer;
    RETURN;
  END IF;

  SELECT d.name, d."contentType", d."opensInline", d."rekeyingUntil", o.id AS object_id, o.key, l.version,
         floor(least(coalesce(p."urlSeconds", p_seconds)::numeric, p."longestUrlSeconds",
                     extract(epoch FROM least(s."endsAt", s."giverEndsAt") - clock_timestamp())))::integer AS seconds
  INTO hit
  FROM "LinkStanding" s
  JOIN "Link" l ON l."capabilityId" = s."capabilityId" AND l."tokenHash" = p_token_hash AND l.version = p_version
  CROSS JOIN "SharingPolicy" p
  JOIN "Document" d ON d.id = s."documentId" AND d.status = 'READY'
  JOIN "StoredObject" o ON o.id = d."objectId" AND o.state = 'LIVE'
  WHERE s."capabilityId" = link.id AND s.state = 'LIVING' AND NOT s."usedUp"
    AND (l."passwordHash" IS NULL OR p_password_proved)
    AND link_admits(link.id, p_email)
    AND (NOT s."viewOnly" OR (p_inline AND d."opensInline"));

  IF NOT FOUND OR hit.seconds < 1 THEN RETURN; END IF;
  IF hit."rekeyingUntil" > clock_timestamp() THEN
    RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::text, NULL::boolean, NULL::integer;
    RETURN;
  END IF;
  wants_inline := p_inline AND hit."opensInline";

  UPDATE "Link" SET downloads = downloads + 1, "firstOpenedAt" = coalesce("firstOpenedAt", clock_timestamp())
  WHERE "capabilityId" = link.id;
  INSERT INTO "IssuedUrl" (id, "documentId", "objectId", "capabilityId", "linkVersion", email, disposition, delivery, "issuedAt", "expiresAt")
  VALUES (url_id, link."documentId", hit.object_id, link.id, hit.version, p_email,
          (CASE WHEN wants_inline THEN 'INLINE' ELSE 'ATTACHMENT' END)::"Disposition", p_delivery,
          clock_timestamp(), clock_timestamp() + make_interval(secs => hit.seconds));
  INSERT INTO "AuditPersonal" (hash, data) VALUES (p_personal_hash, p_personal);
  INSERT INTO "AuditEvent" (action, "documentId", "subjectId", details, "personalHash")
  VALUES ('url.issued', link."documentId", url_id,
          jsonb_build_object('inline', wants_inline, 'seconds', hit.seconds, 'link', link.id), p_personal_hash);

  RETURN QUERY SELECT url_id, hit.key, hit.name, hit."contentType", wants_inline, hit.seconds;
END $$;
