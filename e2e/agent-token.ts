import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { sql, type Person } from './person.ts'
import { setting } from './settings.ts'

// The form of a token, written a second time.

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export const ALL_SCOPES = ['documents:read', 'documents:write', 'shares:read', 'shares:write', 'audit:read'] as const

export type AgentToken = { id: string; name: string; token: string }
type Shape = {
  scopes?: readonly string[]
  /** Binds it to these; without any it reaches whatever its person does. */
  documentIds?: readonly string[]
  secondsLeft?: number
  revoked?: boolean
}

type Query = (query: string, values: unknown[]) => Promise<unknown>

/** A token of a person, in the database under test. (The way by the account page has a spec of its own.) */
export async function createAgentToken(
  { id: userId }: Pick<Person, 'id'>,
  { scopes = ALL_SCOPES, documentIds = [], secondsLeft = 3600, revoked = false }: Shape = {},
  query: Query = sql,
): Promise<AgentToken> {
  const id = randomUUID()
  const name = `Agent ${id.slice(0, 8)}`
  const token = tokenOf(id)
  await query(
    `INSERT INTO "AgentToken" (id, "userId", name, "secretHash", scopes, bound, "expiresAt", "revokedAt")
     VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7), CASE WHEN $8 THEN now() END)`,
    [
      id,
      userId,
      name,
      createHash('sha256').update(token).digest(),
      scopes,
      documentIds.length > 0,
      secondsLeft,
      revoked,
    ],
  )
  for (const documentId of documentIds)
    await query('INSERT INTO "AgentTokenDocument" ("agentTokenId", "documentId") VALUES ($1, $2)', [id, documentId])
  return { id, name, token }
}

/** A well-formed token of this id that nobody made, unless its hash is put into a row. */
export function tokenOf(id: string): string {
  const head = `cs_agent_${base62(BigInt(`0x${id.replaceAll('-', '')}`), 22)}_`
  const body = head + base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43)
  return body + base62(BigInt(crc32(body)), 6)
}

function base62(number: bigint, length: number): string {
  let text = ''
  for (let rest = number; rest > 0n; rest /= 62n) text = DIGITS[Number(rest % 62n)]! + text
  return text.padStart(length, '0')
}

/** Asks as an agent does: with the token, without a cookie and without an Origin. */
export function askAs(token: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) }
  return fetch(setting('APP_URL') + path, { redirect: 'manual', ...init, headers })
}
