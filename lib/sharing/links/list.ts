import 'server-only'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { documentsWhere } from '../../documents/access'
import { AppError } from '../../errors'
import { mailIsOn } from '../../mail/settings'
import { changeable } from './mine'
import type { LinkList, LinkRow, LinkState, LinkTerms } from './schema'

type Row = Omit<LinkRow, 'giver' | 'mayChange' | 'endsAt' | 'expiresAt' | 'lastUsedAt'> & {
  giverId: string
  giverName: string
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
    readRows(documentId),
    db().capability.findMany({ where: { AND: [{ documentId }, changeable(principal)] }, select: { id: true } }),
    readTerms(),
  ])
  const changeableIds = new Set(mine.map(({ id }) => id))
  return {
    links: rows.map((row) => toLink(row, principal, changeableIds.has(row.id))),
    terms: { ...terms, opensInline: document.opensInline || document.status !== 'READY' },
  }
}

function readRows(documentId: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT s."capabilityId" AS id, s.state, s."usedUp", s."endsAt", s."viewOnly", s."giverId", u.name AS "giverName",
           c."expiresAt", l.label, l."passwordHash" IS NOT NULL AS password, l."notifyOnOpen", l."maxDownloads", l.downloads,
           ARRAY(SELECT r.address FROM "LinkRecipient" r WHERE r."capabilityId" = c.id ORDER BY r.address) AS recipients,
           (SELECT max(i."issuedAt") FROM "IssuedUrl" i WHERE i."capabilityId" = c.id AND i.delivery <> 'MAILED') AS "lastUsedAt"
    FROM "LinkStanding" s
    JOIN "Link" l ON l."capabilityId" = s."capabilityId"
    JOIN "Capability" c ON c.id = s."capabilityId"
    JOIN "User" u ON u.id = s."giverId"
    WHERE c."documentId" = ${documentId}::uuid AND c."revokedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "MailingLink" m WHERE m."capabilityId" = c.id)
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

function toLink(row: Row, principal: Principal, mayChange: boolean): LinkRow {
  const { giverId, giverName, usedUp, endsAt, expiresAt, lastUsedAt, ...same } = row
  const state: LinkState = same.state === 'LIVING' && usedUp ? 'USED_UP' : same.state
  return {
    ...same,
    state,
    mayChange,
    giver: { name: giverName, isMe: giverId === principal.userId },
    endsAt: endsAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
