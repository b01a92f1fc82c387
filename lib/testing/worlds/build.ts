import { randomBytes, randomUUID } from 'node:crypto'
import type { AgentPrincipal, UserPrincipal } from '../../auth/principal'
import { db } from '../../db'
import type { LinkVisit } from '../../documents/mint'
import type { World } from './world'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const CLIENT = { ip: '192.0.2.9', userAgent: 'vitest' }

export type Built = {
  documentId: string
  people: UserPrincipal[]
  agents: AgentPrincipal[]
  visits: LinkVisit[]
  linkIds: string[]
}

/** Writes worlds into the database; nothing is in the store, since signing reads nothing there. */
export async function build(worlds: readonly World[]): Promise<Built[]> {
  const rows = worlds.map(withIds)
  await writePeople(rows)
  await writeDocuments(rows)
  await writeGrants(rows)
  await writeLinks(rows)
  await writeTokens(rows)
  return rows.map(({ documentId, people, tokens, links }) => ({
    documentId,
    people: people.map(({ principal }) => principal),
    agents: tokens.map(({ principal }) => principal),
    linkIds: links.map(({ id }) => id),
    visits: links.map(({ tokenHash, visit: { version, passwordProved, email } }) => ({
      tokenHash,
      version,
      passwordProved,
      email,
      client: CLIENT,
    })),
  }))
}

/** Takes worlds out of the database again: other tests page through everything there is. */
export async function demolish(built: readonly Built[]): Promise<void> {
  await db().document.deleteMany({ where: { id: { in: built.map(({ documentId }) => documentId) } } })
  const people = built.flatMap(({ people }) => people.map(({ userId }) => userId))
  await db().user.deleteMany({ where: { id: { in: people } } })
}

function withIds(world: World) {
  const people = world.disabled.map((disabled) => {
    const [userId, sessionId] = [randomUUID(), randomUUID()]
    const who = { kind: 'user' as const, userId, sessionId, role: 'MEMBER' as const, client: CLIENT }
    return { disabled, principal: { ...who, email: `${userId}@example.com`, name: 'Test person' } }
  })
  const groups = world.members.map((members) => ({ id: randomUUID(), members }))
  const links = world.links.map((link) => ({ ...link, id: randomUUID(), tokenHash: randomBytes(32) }))
  const documentId = randomUUID()
  const tokens = world.tokens.map((token) => {
    const { sessionId: _, ...person } = people[token.of]!.principal
    const documentIds = { nothing: null, 'this document': [documentId], another: [] }[token.bound]
    const agent = { kind: 'agent' as const, tokenId: randomUUID(), scopes: token.scopes, documentIds }
    return { ...token, principal: { ...person, ...agent } }
  })
  return { world, documentId, objectId: randomUUID(), people, groups, links, tokens }
}

type Row = ReturnType<typeof withIds>

const idOf = (row: Row, index: number) => row.people[index]!.principal.userId
const ends = (end: 'none' | 'past' | 'future') =>
  end === 'none' ? null : new Date(Date.now() + (end === 'past' ? -HOUR_MS : HOUR_MS))

async function writePeople(rows: readonly Row[]): Promise<void> {
  await db().user.createMany({
    data: rows.flatMap(({ people }) =>
      people.map(({ disabled, principal: { userId, email, name } }) => ({
        id: userId,
        email,
        name,
        disabledAt: disabled ? new Date() : null,
      })),
    ),
  })
  await db().session.createMany({
    data: rows.flatMap(({ people }) =>
      people.map(({ principal: { userId, sessionId } }) => ({
        id: sessionId,
        userId,
        epoch: 0,
        ...CLIENT,
        expiresAt: new Date(Date.now() + DAY_MS),
      })),
    ),
  })
  await db().group.createMany({ data: rows.flatMap(({ groups }) => groups.map(({ id }) => ({ id, name: id }))) })
  await db().groupMember.createMany({
    data: rows.flatMap((row) =>
      row.groups.flatMap(({ id, members }) => members.map((index) => ({ groupId: id, userId: idOf(row, index) }))),
    ),
  })
}

async function writeDocuments(rows: readonly Row[]): Promise<void> {
  await db().storedObject.createMany({
    data: rows.map(({ objectId }) => ({
      id: objectId,
      key: `objects/${objectId}`,
      state: 'LIVE' as const,
      size: 1,
      etag: '"0"',
      writableUntil: new Date(),
    })),
  })
  await db().document.createMany({
    data: rows.map((row) => ({
      id: row.documentId,
      ownerId: idOf(row, row.world.owner),
      name: 'world.pdf',
      size: 1,
      contentType: 'application/pdf',
      opensInline: row.world.opensInline,
      status: 'READY' as const,
      // What is deleted waits in the trash, with its object.
      objectId: row.objectId,
      deletedAt: row.world.deleted ? new Date() : null,
    })),
  })
}

async function writeGrants(rows: readonly Row[]): Promise<void> {
  await db().capability.createMany({
    data: rows.flatMap((row) =>
      row.world.grants.map(({ to, terms, end, revoked }) => ({
        kind: to.kind,
        documentId: row.documentId,
        giverId: idOf(row, row.world.owner),
        userId: to.kind === 'USER' ? idOf(row, to.index) : null,
        groupId: to.kind === 'GROUP' ? row.groups[to.index]!.id : null,
        ...terms,
        expiresAt: ends(end),
        revokedAt: revoked ? new Date() : null,
      })),
    ),
  })
}

async function writeLinks(rows: readonly Row[]): Promise<void> {
  await db().capability.createMany({
    data: rows.flatMap((row) =>
      row.links.map(({ id, giver, viewOnly, end, revoked }) => ({
        id,
        kind: 'LINK' as const,
        documentId: row.documentId,
        giverId: idOf(row, giver),
        viewOnly,
        expiresAt: ends(end),
        revokedAt: revoked ? new Date() : null,
      })),
    ),
  })
  await db().link.createMany({
    data: rows.flatMap((row) =>
      row.links.map(({ id, tokenHash, password, disabled, daysOld, downloadsLeft }) => ({
        capabilityId: id,
        tokenHash,
        passwordHash: password ? '$argon2id$' : null,
        disabledAt: disabled ? new Date() : null,
        startsAt: new Date(Date.now() - daysOld * DAY_MS),
        maxDownloads: downloadsLeft === null ? null : downloadsLeft + 2,
        downloads: 2,
      })),
    ),
  })
  await db().linkRecipient.createMany({
    data: rows.flatMap((row) =>
      row.links.flatMap(({ id, recipients }) => recipients.map((address) => ({ capabilityId: id, address }))),
    ),
  })
}

async function writeTokens(rows: readonly Row[]): Promise<void> {
  const tokens = rows.flatMap(({ tokens }) => tokens)
  await db().agentToken.createMany({
    data: tokens.map(({ end, daysOld, revoked, principal: { tokenId, userId, scopes, documentIds } }) => ({
      id: tokenId,
      userId,
      name: 'Test agent',
      secretHash: randomBytes(32),
      scopes: [...scopes],
      bound: documentIds !== null,
      createdAt: new Date(Date.now() - daysOld * DAY_MS),
      expiresAt: ends(end)!,
      revokedAt: revoked ? new Date() : null,
    })),
  })
  await db().agentTokenDocument.createMany({
    data: tokens.flatMap(({ principal: { tokenId, documentIds } }) =>
      (documentIds ?? []).map((documentId) => ({ agentTokenId: tokenId, documentId })),
    ),
  })
}
