-- A deleted document keeps its object while its owner can restore it: deletedAt is set and objectId still there. When it
-- goes for good, objectId is null. So what points to an object is READY, and what is READY and stands points to one.
ALTER TABLE "Document" DROP CONSTRAINT "Document_ready_has_object";
ALTER TABLE "Document" ADD CONSTRAINT "Document_ready_has_object" CHECK (
  CASE WHEN "objectId" IS NOT NULL THEN status = 'READY' ELSE status <> 'READY' OR "deletedAt" IS NOT NULL END
);

-- The trash of a person, and what has been in it for too long. Partial, so that Prisma's comparison leaves it alone.
CREATE INDEX "Document_trash" ON "Document" ("ownerId", "deletedAt", id) WHERE "deletedAt" IS NOT NULL AND "objectId" IS NOT NULL;
