import 'server-only'
import { endAgentTokens, finishEnding } from '../agents/end-tokens'
import { recordMany } from '../audit/record'
import { holdAgent } from '../auth/hold-agent'
import { reaches, type Principal } from '../auth/principal'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { faultPoint } from '../fault-point'
import { notifyDocuments } from '../live/notify'
import { NOTHING_REVOKED, type RevokeAnswer } from './revoke-answer'
import { MAX_WAYS_AT_ONCE, type WayRef } from './schema'

type Way = WayRef & { documentId: string }
type Taken = { grants: number; links: number; urls: number }

/**
 * Takes ways in away, and with them every URL that was handed out under them: when this answers, those are dead (or
 * counted as pending). The owner may take away every way into a document, a giver what they gave, a person the tokens of
 * their agents, an administrator everything; an agent revokes in the documents that its token reaches, and no token. What
 * was revoked before counts as nothing and is no error.
 * @throws NOT_FOUND when there is nothing among them that the principal could ever revoke
 */
export async function revoke(principal: Principal, ways: readonly WayRef[]): Promise<RevokeAnswer> {
  const started = Date.now()
  const tokens = await endTokens(principal, ways)
  const found = await locate(ways)
  const answer = { ...NOTHING_REVOKED, tokens: tokens.taken.length }
  const touched = new Set<string>(tokens.documentIds)
  for (let at = 0; at < found.length; at += MAX_WAYS_AT_ONCE) {
    const { taken, documentIds } = await takeAway(principal, found.slice(at, at + MAX_WAYS_AT_ONCE))
    for (const kind of ['grants', 'links', 'urls'] as const) answer[kind] += taken[kind]
    for (const id of documentIds) touched.add(id)
  }
  if (touched.size === 0 && tokens.found === 0)
    throw new AppError('NOT_FOUND', 'There is no such way in, or it is not yours to revoke.')
  await faultPoint('revoke.committed')
  const { urlsKilled, urlsPending, urlsEnding } = await finishEnding({ ...tokens, documentIds: [...touched] })
  return { ...answer, urlsKilled, urlsPending, urlsEnding, seconds: (Date.now() - started) / 1000 }
}

/** Before anything that locks documents, as everybody locks. */
async function endTokens(principal: Principal, ways: readonly WayRef[]) {
  const ids = ways.filter(({ kind }) => kind === 'AGENT').map(({ id }) => id)
  const ended = { taken: [] as string[], documentIds: [] as string[], uploadsOf: [] as string[], found: 0 }
  if (principal.kind !== 'user') return ended
  for (let at = 0; at < ids.length; at += MAX_WAYS_AT_ONCE) {
    const some = await db().$transaction((tx) => endAgentTokens(tx, principal, ids.slice(at, at + MAX_WAYS_AT_ONCE)))
    for (const list of ['taken', 'documentIds', 'uploadsOf'] as const) ended[list].push(...some[list])
    ended.found += some.found
  }
  return ended
}

/** In the order of their documents, so that everybody locks alike. */
async function locate(ways: readonly WayRef[]): Promise<Way[]> {
  const ids = (...kinds: WayRef['kind'][]) => ways.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
  const select = { id: true, documentId: true } as const
  const [capabilities, urls] = await Promise.all([
    db().capability.findMany({
      where: { id: { in: ids('USER', 'GROUP', 'LINK') } },
      select: { ...select, kind: true },
    }),
    db().issuedUrl.findMany({ where: { id: { in: ids('URL') } }, select }),
  ])
  const found = [...capabilities, ...urls.map((url) => ({ ...url, kind: 'URL' as const }))]
  return found.toSorted((a, b) => (a.documentId + a.id < b.documentId + b.id ? -1 : 1))
}

/** Stops new mints: whoever mints holds these rows FOR SHARE, so each is either seen below or sees this. */
function takeAway(principal: Principal, ways: readonly Way[]) {
  return db().$transaction(async (tx) => {
    const everything = await isAdministrator(tx, principal)
    await holdAgent(tx, principal)
    const capabilityIds = ways.filter(({ kind }) => kind !== 'URL').map(({ id }) => id)
    const documentIds = [...new Set(ways.map(({ documentId }) => documentId))]
    await tx.$queryRaw`SELECT 1 FROM "Document" WHERE id = ANY(${documentIds}::uuid[]) ORDER BY id FOR UPDATE`
    await tx.$queryRaw`SELECT 1 FROM "Capability" WHERE id = ANY(${capabilityIds}::uuid[]) ORDER BY id FOR UPDATE`
    const mine = await revocable(tx, principal, ways, everything)
    const taken = await end(tx, principal, mine)
    const touched = [...new Set(mine.map(({ documentId }) => documentId))]
    await notifyDocuments(tx, touched)
    return { taken, documentIds: touched }
  })
}

async function isAdministrator(tx: Db, principal: Principal): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "User" WHERE id = ${principal.userId}::uuid AND role = 'ADMIN' AND "disabledAt" IS NULL FOR SHARE`
  return rows.length > 0
}

async function revocable(tx: Db, principal: Principal, ways: readonly Way[], everything: boolean): Promise<Way[]> {
  const reached = ways.filter(({ documentId }) => reaches(principal, documentId))
  if (everything) return reached
  const owned = await tx.documentAccess.findMany({
    where: { userId: principal.userId, role: 'OWNER', documentId: { in: ways.map(({ documentId }) => documentId) } },
    select: { documentId: true },
  })
  const given = await tx.capability.findMany({
    where: { giverId: principal.userId, id: { in: ways.map(({ id }) => id) } },
    select: { id: true },
  })
  const ownedIds = new Set(owned.map(({ documentId }) => documentId))
  const givenIds = new Set(given.map(({ id }) => id))
  return reached.filter(({ id, documentId }) => ownedIds.has(documentId) || givenIds.has(id))
}

async function end(tx: Db, actor: Principal, ways: readonly Way[]): Promise<Taken> {
  const ids = ways.map(({ id }) => id)
  const now = new Date()
  const capabilities = await tx.capability.updateManyAndReturn({
    where: { id: { in: ids }, revokedAt: null },
    data: { revokedAt: now },
    select: { id: true, documentId: true, kind: true },
  })
  const urls = await tx.issuedUrl.updateManyAndReturn({
    where: { id: { in: ids }, revokedAt: null, killedAt: null, expiresAt: { gt: now } },
    data: { revokedAt: now },
    select: { id: true, documentId: true },
  })
  const links = capabilities.filter(({ kind }) => kind === 'LINK')
  const grants = capabilities.filter(({ kind }) => kind !== 'LINK')
  const entry = ({ id, documentId }: { id: string; documentId: string }) => ({ documentId, subjectId: id })
  const rows = [
    ['grant.revoked', grants],
    ['link.revoked', links],
    ['url.revoked', urls],
  ] as const
  for (const [action, of] of rows) if (of.length > 0) await recordMany(tx, { action, actor }, of.map(entry))
  return { grants: grants.length, links: links.length, urls: urls.length }
}
