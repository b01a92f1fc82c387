import { randomUUID } from 'node:crypto'
import { createAgentToken } from './agent-token.ts'
import { createPerson, sql, type Person } from './person.ts'
import { startServerOfItsOwn } from './server-of-its-own.ts'

export type ApiServer = {
  url: string
  admin: Person
  member: Person
  /** A token of the administrator. */
  token(scopes?: readonly string[]): Promise<string>
  stop(): Promise<void>
}

/**
 * A server of its own, where agents may share outside and have as many requests as they like: both are everybody's. The
 * store tells the first server of arrivals, so here uploads are moved on by `finish`, as agents call it.
 */
export async function startApiServer(folder: string): Promise<ApiServer> {
  const server = await startServerOfItsOwn(folder, { API_REQUESTS_A_MINUTE: '1000000' })
  const { databaseUrl } = server
  const query = (text: string, values: unknown[] = []) => sql(text, values, databaseUrl)
  await query('UPDATE "SharingPolicy" SET "agentsShareOutside" = true')
  const [admin, member] = [await createPerson('ADMIN', databaseUrl), await createPerson('MEMBER', databaseUrl)]
  const token = async (scopes?: readonly string[]) =>
    (await createAgentToken(admin, scopes ? { scopes } : {}, query)).token
  return { url: server.url, admin, member, token, stop: () => server.stop() }
}

/** Asks as an agent does, with POST where there is a body, and takes the answer's JSON; a refusal is an error. */
export async function ask<T>(url: string, token: string, path: string, body?: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
  const post = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...headers, 'content-type': 'application/json' },
  }
  const answer = await fetch(`${url}/api/v1${path}`, body === undefined ? { headers } : post)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`)
  return JSON.parse(text) as T
}
