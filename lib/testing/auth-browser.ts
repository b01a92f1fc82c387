import { parse } from 'node:querystring'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { authOptions } from '../auth/options'
import type { ClientInfo } from '../auth/principal'
import { env } from '../env'

export type AuthAnswer = { status: number; location: string | null; body: unknown }

/** A browser in front of next-auth with our options: keeps cookies, follows nothing. */
export class AuthBrowser {
  readonly cookies = new Map<string, string>()
  readonly #client: ClientInfo

  constructor(client: ClientInfo) {
    this.#client = client
  }

  get headers(): Headers {
    return new Headers({ cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') })
  }

  async signIn(email: string, password: string, more: Record<string, string> = {}): Promise<AuthAnswer> {
    return this.post('callback/credentials', { email, password, csrfToken: await this.csrf(), ...more })
  }

  async csrf(): Promise<string> {
    const { body } = await this.get('csrf')
    return (body as { csrfToken: string }).csrfToken
  }

  get(path: string, query: Record<string, string> = {}): Promise<AuthAnswer> {
    return this.#send('GET', path, query, undefined)
  }

  /** Follows a full URL back to us, as after signing in at the provider. */
  open(url: string): Promise<AuthAnswer> {
    const { pathname, search } = new URL(url)
    return this.get(pathname.replace('/api/auth/', ''), parse(search.slice(1)) as Record<string, string>)
  }

  post(path: string, body: Record<string, string>): Promise<AuthAnswer> {
    return this.#send('POST', path, {}, { json: 'true', ...body })
  }

  async #send(
    method: string,
    path: string,
    query: Record<string, string>,
    body: Record<string, string> | undefined,
  ): Promise<AuthAnswer> {
    const cookies = Object.fromEntries([...this.cookies].map(([name, value]) => [name, decodeURIComponent(value)]))
    const request = {
      method,
      body,
      cookies,
      headers: { host: new URL(env().APP_URL).host },
      query: { ...query, nextauth: path.split('/') },
    }
    const answer: AuthAnswer = { status: 0, location: null, body: null }
    const finished = (content: unknown) => void (answer.body = content)
    const response = {
      status: (status: number) => ((answer.status = status), response),
      getHeader: () => [],
      setHeader: (name: string, value: string | string[]) => (this.#header(answer, name, value), response),
      json: finished,
      send: finished,
      end: () => undefined,
    }
    await NextAuth(
      request as unknown as NextApiRequest,
      response as unknown as NextApiResponse,
      authOptions(this.#client, fail),
    )
    return answer
  }

  #header(answer: AuthAnswer, name: string, value: string | string[]): void {
    if (name === 'Location') answer.location = String(value)
    if (name !== 'Set-Cookie') return
    for (const line of [value].flat()) {
      const [pair = ''] = line.split(';')
      const cookie = pair.slice(0, pair.indexOf('='))
      if (/Max-Age=0/.test(line)) this.cookies.delete(cookie)
      else this.cookies.set(cookie, pair.slice(cookie.length + 1))
    }
  }
}

function fail(error: unknown): never {
  throw error
}
