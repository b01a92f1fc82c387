import 'server-only'
import { agentTokenIdIn } from '../auth/agent-token'
import type { UserPrincipal } from '../auth/principal'
import { cursorOf, cursorTime, readCursor } from '../cursor'
import { db } from '../db'
import { documentsWhere } from '../documents/access'
import { AppError } from '../errors'
import { Prisma } from '../generated/prisma/client'
import { COLUMNS, toRow, TOKENS, type FoundToken } from './rows'
import type { AgentTokenPage, AgentTokensQuery, OwnAgentToken } from './schema'

const ROWS_A_PAGE = 50

/** How long a token that has ended is still shown to its person, who may wonder why something stopped. */
const NEWS_DAYS = 30

/** One's own tokens, the newest first: those that live, and what ended of late. */
export async function listOwnTokens(principal: UserPrincipal): Promise<OwnAgentToken[]> {
  const news = Prisma.sql`clock_timestamp() - make_interval(days => ${NEWS_DAYS})`
  const found = await db().$queryRaw<FoundToken[]>`
    SELECT ${COLUMNS} FROM ${TOKENS}
    WHERE t."userId" = ${principal.userId}::uuid AND s."endsAt" > ${news} AND (t."revokedAt" IS NULL OR t."revokedAt" > ${news})
    ORDER BY t."createdAt" DESC, t.id DESC`
  const names = await documentNames(
    principal,
    found.map(({ id }) => id),
  )
  return found.map((token) => ({ ...toRow(token), documentNames: names.get(token.id) ?? [] }))
}

async function documentNames(principal: UserPrincipal, tokenIds: readonly string[]): Promise<Map<string, string[]>> {
  const bindings = await db().agentTokenDocument.findMany({
    where: { agentTokenId: { in: [...tokenIds] }, document: documentsWhere(principal, 'see') },
    select: { agentTokenId: true, document: { select: { name: true } } },
    orderBy: { document: { sortName: 'asc' } },
  })
  const names = new Map<string, string[]>()
  for (const { agentTokenId, document } of bindings)
    names.set(agentTokenId, [...(names.get(agentTokenId) ?? []), document.name])
  return names
}

/** One page of everybody's tokens, the newest first, for administrators only. Throws NOT_ALLOWED, BAD_INPUT. */
export async function listAllTokens(principal: UserPrincipal, query: AgentTokensQuery): Promise<AgentTokenPage> {
  if (principal.role !== 'ADMIN') throw new AppError('NOT_ALLOWED')
  const after = query.cursor ? readCursor(query.cursor, cursorTime) : null
  type Found = FoundToken & { userId: string; person: string; email: string }
  const found = await db().$queryRaw<Found[]>`
    SELECT ${COLUMNS}, u.id AS "userId", u.name AS person, u.email FROM ${TOKENS}
    WHERE ${query.show === 'living' ? Prisma.sql`s.state IN ('living', 'disabled')` : Prisma.sql`true`}
      AND ${searched(query.search)}
      AND ${after ? Prisma.sql`(t."createdAt", t.id) < (${after[0]}, ${after[1]}::uuid)` : Prisma.sql`true`}
    ORDER BY t."createdAt" DESC, t.id DESC LIMIT ${ROWS_A_PAGE + 1}`
  const page = found.slice(0, ROWS_A_PAGE)
  const last = found.length > ROWS_A_PAGE ? page.at(-1) : undefined
  return {
    rows: page.map((token) => {
      const { userId: id, person: name, email } = token
      return { ...toRow(token), person: { id, name, email } }
    }),
    nextCursor: last ? cursorOf([last.createdAt, last.id]) : null,
  }
}

function searched(search: string): Prisma.Sql {
  if (!search) return Prisma.sql`true`
  const id = agentTokenIdIn(search)
  if (id) return Prisma.sql`t.id = ${id}::uuid`
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return Prisma.sql`(t.name ILIKE ${like} OR u.name ILIKE ${like} OR u.email ILIKE ${like} OR t."lastUsedIp" = ${search})`
}
