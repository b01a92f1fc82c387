import 'server-only'
import type { Principal } from '../../auth/principal'
import { db, type Db } from '../../db'
import { documentsWhere } from '../../documents/access'
import { AppError } from '../../errors'
import { Prisma } from '../../generated/prisma/client'
import { mailIsOn } from '../../mail/settings'
import { changeable, noLink } from './mine'
import type { LinkDetails, LinkList, LinkState, LinkTerms } from './schema'

type Row = Omit<LinkDetails, 'giver' | 'mayChange' | 'endsAt' | 'expiresAt' | 'lastUsedAt' | 'createdAt'> & {
  giverName: string
  createdAt: Date
  endsAt: Date | null
  expiresAt: Date | null
  lastUsedAt: Date | null
  usedUp: boolean
}

/**
 * The links of a document that were not deleted, newest first, ended ones too; not those that went out by mail, one for each
 * recipient, which the page Sent has. @throws NOT_FOUND without the right to share
 */
export async function listLinks(principal: Principal, documentId: string): Promise<LinkList> {
  const document = await db().document.findFirst({
    where: { AND: [{ id: documentId }, documentsWhere(principal, 'share')] },
    select: { opensInline: true, status: true },
  })
  if (!document) throw new AppError('NOT_FOUND')
  const [rows, mine, terms] = await Promise.all([
    readRows(db(), Prisma.sql`c."documentId" = ${documentId}::uuid AND NOT ${MAILED}`),
    db().capability.findMany({ where: { AND: [{ documentId }, changeable(principal)] }, select: { id: true } }),
    readTerms(),
  ])
  const changeableIds = new Set(mine.map(({ id }) => id))
  return {
    links: rows.map((row) => toLink(row, principal, changeableIds.has(row.id))),
    terms: { ...terms, opensInline: document.opensInline || document.status !== 'READY' },
  }
}

/** One link, also one that went out by mail. @throws NOT_FOUND without the right to share its document */
export async function readLink(principal: Principal, linkId: string, tx: Db = db()): Promise<LinkDetails> {
  const shared = { id: linkId, kind: 'LINK', revokedAt: null, document: documentsWhere(principal, 'share') } as const
  const seen = await tx.capability.count({ where: shared })
  const mine = await tx.capability.count({ where: { AND: [{ id: linkId }, changeable(principal)] } })
  const [row] = seen > 0 ? await readRows(tx, Prisma.sql`c.id = ${linkId}::uuid`) : []
  if (!row) throw noLink()
  return toLink(row, principal, mine > 0)
}

const MAILED = Prisma.sql`EXISTS (SELECT 1 FROM "MailingLink" m WHERE m."capabilityId" = c.id)`

function readRows(tx: Db, which: Prisma.Sql): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT s."capabilityId" AS id, s.state, s."usedUp", s."endsAt", s."viewOnly", s."giverId", u.name AS "giverName",
           c."documentId", c."createdAt", c."expiresAt", ${MAILED} AS mailed, l.label, l."passwordHash" IS NOT NULL AS password, l."notifyOnOpen", l."maxDownloads", l.downloads, l.version,
           ARRAY(SELECT r.address FROM "LinkRecipient" r WHERE r."capabilityId" = c.id ORDER BY r.address) AS recipients,
           (SELECT max(i."issuedAt") FROM "IssuedUrl" i WHERE i."capabilityId" = c.id AND i.delivery <> 'MAILED') AS "lastUsedAt"
    FROM "LinkStanding" s
    JOIN "Link" l ON l."capabilityId" = s."capabilityId"
    JOIN "Capability" c ON c.id = s."capabilityId"
    JOIN "User" u ON u.id = s."giverId"
    WHERE c."revokedAt" IS NULL AND ${which}
    ORDER BY c."createdAt" DESC, c.id DESC`
}

async function readTerms(): Promise<Omit<LinkTerms, 'opensInline'>> {
  const policy = await db().sharingPolicy.findUniqueOrThrow({
    where: { id: 1 },
    select: { linksAllowed: true, frozenAt: true, linkGate: true, longestLinkDays: true, allowedDomains: true },
  })
  return {
    linksAllowed: policy.linksAllowed,
    frozen: policy.frozenAt !== null,
    gate: policy.linkGate,
    longestDays: policy.longestLinkDays,
    domains: policy.allowedDomains,
    mail: mailIsOn(),
  }
}

function toLink(row: Row, principal: Principal, mayChange: boolean): LinkDetails {
  const { giverName, usedUp, endsAt, expiresAt, lastUsedAt, createdAt, ...same } = row
  const state: LinkState = same.state === 'LIVING' && usedUp ? 'USED_UP' : same.state
  return {
    ...same,
    state,
    mayChange,
    giver: { name: giverName, isMe: row.giverId === principal.userId },
    endsAt: endsAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }
}
