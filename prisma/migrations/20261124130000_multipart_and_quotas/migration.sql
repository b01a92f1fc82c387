-- AlterEnum
ALTER TYPE "UploadStrategy" ADD VALUE 'PUT';
ALTER TYPE "UploadStrategy" ADD VALUE 'MULTIPART';

-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "chargedBytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "digest" TEXT,
ADD COLUMN     "scan" TEXT;

-- AlterTable
ALTER TABLE "StoredObject" ADD COLUMN     "multipartId" TEXT;

-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "checksums" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "partSize" INTEGER;

-- CreateTable
CREATE TABLE "Organisation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "quotaBytes" BIGINT,
    "memberQuotaBytes" BIGINT,
    "usedBytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StorageUse" (
    "userId" UUID NOT NULL,
    "quotaBytes" BIGINT,
    "usedBytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "StorageUse_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "UploadPart" (
    "uploadId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,

    CONSTRAINT "UploadPart_pkey" PRIMARY KEY ("uploadId","number")
);

-- CreateIndex
CREATE INDEX "Upload_uploaderId_state_idx" ON "Upload"("uploaderId", "state");

-- AddForeignKey
ALTER TABLE "StorageUse" ADD CONSTRAINT "StorageUse_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UploadPart" ADD CONSTRAINT "UploadPart_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "Upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_one_row" CHECK (id = 1);
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_used_not_negative" CHECK ("usedBytes" >= 0);
ALTER TABLE "StorageUse" ADD CONSTRAINT "StorageUse_used_not_negative" CHECK ("usedBytes" >= 0);

-- What is there already counts from now on.
UPDATE "Document" SET "chargedBytes" = size WHERE "deletedAt" IS NULL AND status <> 'REJECTED';
INSERT INTO "StorageUse" ("userId", "usedBytes") SELECT "ownerId", sum("chargedBytes") FROM "Document" GROUP BY "ownerId";
INSERT INTO "Organisation" (id, "usedBytes") SELECT 1, coalesce(sum("chargedBytes"), 0) FROM "Document";
