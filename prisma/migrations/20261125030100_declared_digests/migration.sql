-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "declaredSha256" BYTEA;
