-- What the schema language cannot say: the permission rule, mint, and the append-only audit.

ALTER TABLE "User" ADD CONSTRAINT "User_email_lower_case" CHECK (email = lower(email));

ALTER TABLE "Capability" ADD CONSTRAINT "Capability_one_grantee" CHECK (
  CASE kind WHEN 'USER' THEN "userId" IS NOT NULL AND "groupId" IS NULL
            WHEN 'GROUP' THEN "groupId" IS NOT NULL AND "userId" IS NULL END
);

-- A served object is LIVE before a document points to it; a document is READY exactly when it points to one.
ALTER TABLE "Document" ADD CONSTRAINT "Document_ready_has_object" CHECK ((status = 'READY' AND "deletedAt" IS NULL) = ("objectId" IS NOT NULL));

ALTER TABLE "Capability" ADD CONSTRAINT "Capability_never_owner" CHECK (role <> 'OWNER');

CREATE VIEW "LivingCapability" AS
SELECT c.id, c."documentId", c."userId", c."groupId", c.role, c."viewOnly", c."expiresAt"
FROM "Capability" c
WHERE c."revokedAt" IS NULL AND (c."expiresAt" IS NULL OR c."expiresAt" > clock_timestamp());

-- THE permission rule: every right that a person has in a document at this moment, one row each: as its owner, as a
-- person it was given to, as a member of a group it was given to. Lists filter by it through Prisma
-- (lib/documents/access.ts) and mint() below reads it, so the two cannot disagree.
CREATE VIEW "DocumentAccess" AS
SELECT d.id AS "documentId", u.id AS "userId", NULL::uuid AS "capabilityId",
       'OWNER'::"AccessRole" AS role, false AS "viewOnly", NULL::timestamptz AS "endsAt"
FROM "Document" d
JOIN "User" u ON u.id = d."ownerId"
WHERE d."deletedAt" IS NULL AND u."disabledAt" IS NULL
UNION ALL
SELECT d.id, u.id, c.id, c.role, c."viewOnly", c."expiresAt"
FROM "LivingCapability" c
JOIN "Document" d ON d.id = c."documentId"
JOIN "User" u ON u.id = c."userId"
WHERE d."deletedAt" IS NULL AND u."disabledAt" IS NULL
UNION ALL
SELECT d.id, u.id, c.id, c.role, c."viewOnly", c."expiresAt"
FROM "LivingCapability" c
JOIN "Document" d ON d.id = c."documentId"
JOIN "GroupMember" m ON m."groupId" = c."groupId"
JOIN "User" u ON u.id = m."userId"
WHERE d."deletedAt" IS NULL AND u."disabledAt" IS NULL;

-- Authorises, records and answers what is to be signed, in one statement. The locks are shared, so downloads do not
-- wait for each other; whoever takes a right away takes the same rows FOR UPDATE first and therefore either sees this
-- ledger row or makes this call see the change (each statement of a VOLATILE function has its own snapshot).
-- Lock order everywhere: User, Session, Document, GroupMember, Capability. No row: absent or forbidden, the same.
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

  SELECT a."capabilityId", a."viewOnly", d.name, d."contentType", d."opensInline", o.id AS object_id, o.key,
         floor(least(p_seconds::numeric, extract(epoch FROM a."endsAt" - clock_timestamp())))::integer AS seconds
  INTO hit
  FROM "DocumentAccess" a
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

-- The audit is append-only for everybody, the application included.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit rows are append-only (% refused)', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
