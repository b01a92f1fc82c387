-- AlterTable
ALTER TABLE "Revocation" ADD COLUMN     "urlsEnding" INTEGER NOT NULL DEFAULT 0;

-- As before, but CloudFront checks a signature and asks nobody: whatever the policy says, such a URL lives a minute.
CREATE OR REPLACE FUNCTION mint(
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
                     CASE WHEN p_delivery = 'CLOUDFRONT' THEN 60 END,
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

CREATE OR REPLACE FUNCTION mint_link(
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
                     CASE WHEN p_delivery = 'CLOUDFRONT' THEN 60 END,
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
