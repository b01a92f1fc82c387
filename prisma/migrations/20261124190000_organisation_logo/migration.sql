-- CreateTable
CREATE TABLE "OrganisationLogo" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "bytes" BYTEA,
    "type" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OrganisationLogo_pkey" PRIMARY KEY ("id")
);

-- What the schema language cannot say: one row, and nothing in it that the page of strangers must not serve.

INSERT INTO "OrganisationLogo" (id) VALUES (1);
ALTER TABLE "OrganisationLogo" ADD CONSTRAINT "OrganisationLogo_one_row" CHECK (id = 1);
ALTER TABLE "OrganisationLogo" ADD CONSTRAINT "OrganisationLogo_both_or_none" CHECK ((bytes IS NULL) = (type IS NULL));
ALTER TABLE "OrganisationLogo" ADD CONSTRAINT "OrganisationLogo_picture" CHECK (
  type IN ('image/png', 'image/jpeg', 'image/webp') AND octet_length(bytes) BETWEEN 1 AND 100000
);
