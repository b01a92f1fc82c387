import 'server-only'
import { Prisma } from '../../generated/prisma/client'
import type { WayKind, WaySort } from './schema'

type Sorted = { key: Prisma.Sql; join: Prisma.Sql }

const bare = (key: Prisma.Sql): Sorted => ({ key, join: Prisma.empty })

/**
 * What a source of ways in (as `w`) is sorted by. What has no end comes after all that has one, what was never used before
 * all that was, and tokens before every document, since they have many.
 */
export function sortedBy(kind: WayKind, sort: WaySort): Sorted {
  switch (sort) {
    case 'created':
      return bare(Prisma.sql`w."createdAt"`)
    case 'ends':
      return bare(Prisma.sql`coalesce(w."endsAt", '9999-12-31T00:00:00Z')`)
    case 'document':
      return kind === 'AGENT'
        ? bare(Prisma.sql`''::text COLLATE "C"`)
        : { key: Prisma.sql`n."sortName"`, join: Prisma.sql`JOIN "Document" n ON n.id = w."documentId"` }
    case 'used':
      return kind === 'URL'
        ? bare(Prisma.sql`w."createdAt"`)
        : { key: Prisma.sql`coalesce(used.at, 'epoch')`, join: Prisma.sql`CROSS JOIN LATERAL (${usesOf(kind)}) used` }
  }
}

const usesOf = (kind: WayKind) =>
  kind === 'AGENT'
    ? Prisma.sql`SELECT t."lastUsedAt" AS at FROM "AgentToken" t WHERE t.id = w.id`
    : Prisma.sql`SELECT max(i."issuedAt") AS at FROM "IssuedUrl" i WHERE i."capabilityId" = w.id AND i.delivery <> 'MAILED'`
