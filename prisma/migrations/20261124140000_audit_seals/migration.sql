-- DropIndex
DROP INDEX "AuditEvent_actorId_idx";

-- DropIndex
DROP INDEX "AuditEvent_at_idx";

-- DropIndex
DROP INDEX "AuditEvent_documentId_idx";

-- CreateTable
CREATE TABLE "AuditSeal" (
    "id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "keyId" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "upTo" BIGINT NOT NULL,
    "drained" BOOLEAN NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditCover" (
    "lastId" BIGINT NOT NULL,
    "firstId" BIGINT NOT NULL,
    "sealId" BIGINT NOT NULL,
    "macs" BYTEA NOT NULL,

    CONSTRAINT "AuditCover_pkey" PRIMARY KEY ("lastId")
);

-- CreateTable
CREATE TABLE "AuditAnchor" (
    "date" DATE NOT NULL,
    "key" TEXT NOT NULL,
    "sealId" BIGINT NOT NULL,

    CONSTRAINT "AuditAnchor_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "Retention" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "auditDays" INTEGER,
    "ledgerDays" INTEGER,

    CONSTRAINT "Retention_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditCover_sealId_idx" ON "AuditCover"("sealId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditAnchor_key_key" ON "AuditAnchor"("key");

-- CreateIndex
CREATE INDEX "AuditEvent_at_id_idx" ON "AuditEvent"("at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_documentId_at_id_idx" ON "AuditEvent"("documentId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_at_id_idx" ON "AuditEvent"("actorId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_action_at_id_idx" ON "AuditEvent"("action", "at", "id");

-- CreateIndex
CREATE INDEX "AuditPersonal_createdAt_idx" ON "AuditPersonal"("createdAt");

-- AddForeignKey
ALTER TABLE "AuditCover" ADD CONSTRAINT "AuditCover_sealId_fkey" FOREIGN KEY ("sealId") REFERENCES "AuditSeal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- No row is covered twice, and each has its 16 bytes.
ALTER TABLE "AuditCover" ADD CONSTRAINT "AuditCover_runs_apart"
  EXCLUDE USING gist (int8range("firstId", "lastId", '[]') WITH &&);
ALTER TABLE "AuditCover" ADD CONSTRAINT "AuditCover_mac_per_row"
  CHECK (octet_length(macs) = 16 * ("lastId" - "firstId" + 1));

CREATE TRIGGER "AuditSeal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditSeal"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER "AuditCover_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditCover"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER "AuditAnchor_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditAnchor"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

ALTER TABLE "Retention" ADD CONSTRAINT "Retention_one_row" CHECK (id = 1);
ALTER TABLE "Retention" ADD CONSTRAINT "Retention_whole_days" CHECK ("auditDays" >= 1 AND "ledgerDays" >= 1);
