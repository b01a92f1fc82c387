-- CreateEnum
CREATE TYPE "MailDelivery" AS ENUM ('APP', 'DIRECT');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'CANCELLED');

-- AlterEnum
ALTER TYPE "DeliveryKind" ADD VALUE 'MAILED';

-- AlterTable
ALTER TABLE "OneTimeLink" ALTER COLUMN "issuerId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN     "name" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "SharingPolicy" ADD COLUMN     "directAllowed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "longestMailSeconds" INTEGER NOT NULL DEFAULT 604800;

-- CreateTable
CREATE TABLE "Mailing" (
    "id" UUID NOT NULL,
    "senderId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "delivery" "MailDelivery" NOT NULL,
    "asksCode" BOOLEAN NOT NULL,
    "hasPassword" BOOLEAN NOT NULL,
    "notifyOnOpen" BOOLEAN NOT NULL,
    "seconds" INTEGER NOT NULL,
    "timeZone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Mailing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailingDocument" (
    "mailingId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "MailingDocument_pkey" PRIMARY KEY ("mailingId","documentId")
);

-- CreateTable
CREATE TABLE "MailingRecipient" (
    "id" UUID NOT NULL,
    "mailingId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "state" "MailState" NOT NULL DEFAULT 'QUEUED',
    "serial" INTEGER NOT NULL DEFAULT 0,
    "box" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseUntil" TIMESTAMPTZ(3),
    "smtpAnswer" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailingRecipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailingLink" (
    "capabilityId" UUID NOT NULL,
    "recipientId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "objectId" UUID,
    "issuedUrlId" UUID,

    CONSTRAINT "MailingLink_pkey" PRIMARY KEY ("capabilityId")
);

-- DropIndex
DROP INDEX "Capability_documentId_idx";

-- CreateIndex
CREATE INDEX "Capability_documentId_role_idx" ON "Capability"("documentId", "role");

-- CreateIndex
CREATE INDEX "Mailing_senderId_createdAt_id_idx" ON "Mailing"("senderId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "MailingDocument_documentId_idx" ON "MailingDocument"("documentId");

-- CreateIndex
CREATE INDEX "MailingRecipient_state_dueAt_idx" ON "MailingRecipient"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "MailingRecipient_mailingId_address_key" ON "MailingRecipient"("mailingId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "MailingLink_objectId_key" ON "MailingLink"("objectId");

-- CreateIndex
CREATE INDEX "MailingLink_recipientId_idx" ON "MailingLink"("recipientId");

-- AddForeignKey
ALTER TABLE "Mailing" ADD CONSTRAINT "Mailing_senderId_fkey" FOREIGN KEY ("senderId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailingDocument" ADD CONSTRAINT "MailingDocument_mailingId_fkey" FOREIGN KEY ("mailingId") REFERENCES "Mailing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailingDocument" ADD CONSTRAINT "MailingDocument_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailingRecipient" ADD CONSTRAINT "MailingRecipient_mailingId_fkey" FOREIGN KEY ("mailingId") REFERENCES "Mailing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailingLink" ADD CONSTRAINT "MailingLink_capabilityId_fkey" FOREIGN KEY ("capabilityId") REFERENCES "Link"("capabilityId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailingLink" ADD CONSTRAINT "MailingLink_recipientId_fkey" FOREIGN KEY ("recipientId") REFERENCES "MailingRecipient"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailingLink" ADD CONSTRAINT "MailingLink_objectId_fkey" FOREIGN KEY ("objectId") REFERENCES "StoredObject"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say: what became of a message, the rule for URLs that were sent, and their mint.

ALTER TABLE "MailingRecipient" ADD CONSTRAINT "MailingRecipient_lower_case" CHECK (address = lower(address) AND address LIKE '_%@_%');
ALTER TABLE "SharingPolicy" ADD CONSTRAINT "SharingPolicy_mail_a_week" CHECK ("longestMailSeconds" BETWEEN 60 AND 604800);
-- SigV4 signs for a week at most.
ALTER TABLE "Mailing" ADD CONSTRAINT "Mailing_a_week" CHECK (seconds BETWEEN 60 AND 604800);

-- One row for each message: the state of its sending and, once it was sent, of what it opened and still opens. A URL
-- that was sent opens in the store, of which nobody hears here; one that was killed stays dead when its link lives again.
CREATE VIEW "MailingStanding" AS
SELECT r.id AS "recipientId", r."mailingId",
       CASE
         WHEN r.state = 'FAILED' THEN 'FAILED'
         WHEN l.gone THEN 'REVOKED'
         WHEN r.state <> 'SENT' THEN r.state::text
         WHEN l.ended THEN 'EXPIRED'
         WHEN l.dead THEN 'STOPPED'
         WHEN l."downloadedAt" IS NOT NULL THEN 'DOWNLOADED'
         WHEN l."openedAt" IS NOT NULL THEN 'OPENED'
         ELSE 'SENT'
       END AS state, l."openedAt", l."downloadedAt"
FROM "MailingRecipient" r
CROSS JOIN LATERAL (
  SELECT bool_and(s.state IN ('REVOKED', 'GONE')) AS gone,
         bool_and(s.state IN ('REVOKED', 'GONE', 'ENDED')) AS ended,
         bool_and(s.state <> 'LIVING') AS dead,
         min(k."firstOpenedAt") AS "openedAt",
         min((SELECT min(i."issuedAt") FROM "IssuedUrl" i
              WHERE i."capabilityId" = m."capabilityId" AND i.delivery::text <> 'MAILED' AND i.disposition = 'ATTACHMENT'
                -- Of the address in this message: sending again raises the version.
                AND i."linkVersion" = k.version)) AS "downloadedAt"
  FROM "MailingLink" m
  JOIN "Link" k ON k."capabilityId" = m."capabilityId"
  LEFT JOIN "IssuedUrl" u ON u.id = m."issuedUrlId" AND r.state = 'SENT'
  -- OFFSET 0 keeps the planner from working out the standing of every link first.
  CROSS JOIN LATERAL (
    SELECT CASE
             WHEN t.state IN ('REVOKED', 'GONE', 'ENDED') THEN t.state
             WHEN u."revokedAt" IS NOT NULL THEN 'REVOKED'
             WHEN u."killedAt" IS NOT NULL THEN 'KILLED'
             ELSE t.state
           END AS state
    FROM "LinkStanding" t WHERE t."capabilityId" = m."capabilityId" OFFSET 0) s
  WHERE m."recipientId" = r.id) l;

-- As before, and a URL that was sent by mail lives only while the organisation allows such.
CREATE OR REPLACE VIEW "LivingUrl" AS
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
         AND (i.delivery::text <> 'MAILED' OR (SELECT p."directAllowed" FROM "SharingPolicy" p))
       END AS "hasRight"
FROM "IssuedUrl" i
WHERE i."killedAt" IS NULL AND i."expiresAt" > clock_timestamp();

-- The URL that goes into a message, under the same locks and the same rule as mint_link. It is for a copy of its
-- recipient's own, and held by the link capability of that recipient. Nothing stands before such a URL, so a link with a
-- password or recipients gets none. Asked again after a crash it answers what it answered. p_starts and p_seconds are
-- what the message says; the right must reach to that end.
CREATE FUNCTION mint_mailed(
  p_capability uuid, p_starts timestamptz, p_seconds integer, p_personal_hash bytea
) RETURNS TABLE ("issuedUrlId" uuid, key text, "fileName" text, "contentType" text) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  link record;
  hit record;
  url_id uuid;
  ends timestamptz := p_starts + make_interval(secs => p_seconds);
BEGIN
  SELECT c.id, c."documentId", c."giverId" INTO link FROM "Capability" c WHERE c.id = p_capability AND c.kind::text = 'LINK';
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
  -- Transferred between the look and the locks: the next try finds the new giver.
  IF NOT EXISTS (SELECT 1 FROM "Capability" c WHERE c.id = link.id AND c."giverId" = link."giverId") THEN RETURN; END IF;

  SELECT d.name, d."contentType", o.id AS object_id, o.key, l.version, m."issuedUrlId" AS before
  INTO hit
  FROM "LinkStanding" s
  JOIN "Link" l ON l."capabilityId" = s."capabilityId" AND l."passwordHash" IS NULL
  JOIN "MailingLink" m ON m."capabilityId" = s."capabilityId"
  JOIN "StoredObject" o ON o.id = m."objectId" AND o.state = 'LIVE' AND o."documentId" = s."documentId" AND o.key LIKE 'mailed/%'
  JOIN "Document" d ON d.id = s."documentId" AND d.status = 'READY'
  JOIN "SharingPolicy" p ON p."directAllowed" AND p_seconds <= p."longestMailSeconds"
  WHERE s."capabilityId" = link.id AND s.state = 'LIVING' AND NOT s."usedUp" AND NOT s."viewOnly"
    AND coalesce(least(s."endsAt", s."giverEndsAt") >= ends, true) AND ends > clock_timestamp()
    AND link_admits(link.id, NULL);
  IF NOT FOUND THEN RETURN; END IF;

  SELECT u.id INTO url_id FROM "LivingUrl" u
  WHERE u.id = hit.before AND u."hasRight" AND u."objectId" = hit.object_id AND u."expiresAt" = ends;
  IF NOT FOUND THEN
    url_id := gen_random_uuid();
    INSERT INTO "IssuedUrl" (id, "documentId", "objectId", "capabilityId", "linkVersion", disposition, delivery, "issuedAt", "expiresAt")
    VALUES (url_id, link."documentId", hit.object_id, link.id, hit.version, 'ATTACHMENT', 'MAILED'::"DeliveryKind", clock_timestamp(), ends);
    UPDATE "MailingLink" SET "issuedUrlId" = url_id WHERE "capabilityId" = link.id;
    INSERT INTO "AuditEvent" (action, "actorId", "documentId", "subjectId", details, "personalHash")
    VALUES ('url.issued', link."giverId", link."documentId", url_id,
            jsonb_build_object('inline', false, 'seconds', p_seconds, 'link', link.id, 'mailed', true), p_personal_hash);
  END IF;
  RETURN QUERY SELECT url_id, hit.key, hit.name, hit."contentType";
END $$;
