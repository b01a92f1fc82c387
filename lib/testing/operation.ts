import { expect } from 'vitest'
import type { Contract } from '../api/contract'
import type { UserPrincipal } from '../auth/principal'
import { db } from '../db'
import { ERRORS, type ErrorCode } from '../errors'
import type { RouteContext } from '../route'
import { apiOf, pagesOf } from './api-client'

type Handler = (request: Request, context: RouteContext) => Promise<Response>
type Ask = {
  /** Of the path. */
  id?: string
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}
export type Answered = { status: number; code: unknown; body: Record<string, unknown>; headers: Headers }

/** A person by a cookie, or an agent by a token. */
export type Asking = UserPrincipal | { token: string }

/**
 * Asks an operation by the handler of its route. What the contract does not promise fails the test: a status, a member of
 * a body, an error's code with another status.
 */
export function operation(contract: Contract, handler: Handler) {
  return async (who: Asking, { id = '', query = {}, ...rest }: Ask = {}): Promise<Answered> => {
    const { method, path, answers } = contract
    const search = Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : ''
    const api = 'token' in who ? apiOf(who.token) : pagesOf(who.sessionId)
    const answer = await api(handler, { to: `${method} ${path.replace('{id}', id)}${search}`, params: { id }, ...rest })
    const text = await answer.text()
    const isJson = /[/+]json$/.test(answer.headers.get('content-type') ?? '')
    const body = (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>
    const code = answer.status < 400 ? undefined : body['code']
    if (code) expect(ERRORS[code as ErrorCode]?.[0]).toBe(answer.status)
    else expect(answers, contract.id).toHaveProperty(String(answer.status))
    const promised = answers[answer.status]?.body
    if (promised) expect(body).toEqual(promised.parse(body))
    return { status: answer.status, code, body, headers: answer.headers }
  }
}

/** Whether the organisation lets agents share outside, from now on. */
export async function agentsShareOutside(allowed: boolean): Promise<void> {
  await db().sharingPolicy.update({ where: { id: 1 }, data: { agentsShareOutside: allowed } })
}
