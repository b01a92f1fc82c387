import { afterEach, expect, test } from 'vitest'
import { PATCH } from '@/app/api/v1/documents/[id]/route'
import { GET, POST } from '@/app/api/v1/documents/route'
import { env } from '../env'
import { makeAgent } from '../testing/agents'
import { apiOf, pagesOf } from '../testing/api-client'
import { makePerson } from '../testing/people'

const { API_REQUESTS_A_MINUTE } = env()
afterEach(() => void Object.assign(env(), { API_REQUESTS_A_MINUTE }))

test('every answer to a token says how much is left, also those that refuse', async () => {
  const api = apiOf((await makeAgent(await makePerson(), { scopes: ['documents:read'] })).token)
  const id = crypto.randomUUID()
  const answers = [
    await api(GET, { to: 'GET /documents' }),
    await api(GET, { to: 'GET /documents?limit=x' }),
    await api(POST, { to: 'POST /documents', body: { name: 'a', size: 1 } }),
    await api(PATCH, { to: `PATCH /documents/${id}`, params: { id }, body: { name: 'a' } }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 403, 403])
  const left = answers.map(({ headers }) => Number(/;r=(\d+);/.exec(headers.get('ratelimit') ?? '')?.[1]))
  expect(left).toEqual([1, 2, 3, 4].map((used) => API_REQUESTS_A_MINUTE - used))
  for (const { headers } of answers) {
    expect(headers.get('ratelimit-policy')).toBe(`"token";q=${API_REQUESTS_A_MINUTE};w=60`)
  }
})

test('over the limit a token is told when to come again; another token and the person go on', async () => {
  Object.assign(env(), { API_REQUESTS_A_MINUTE: 2 })
  const person = await makePerson()
  const api = apiOf((await makeAgent(person)).token)
  const ask = (by = api) => by(GET, { to: 'GET /documents' })
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200])
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('ratelimit')).toMatch(/^"token";r=0;t=\d+$/)
  expect((await ask(apiOf((await makeAgent(person)).token))).status).toBe(200)
  const page = await ask(pagesOf(person.sessionId))
  expect([page.status, page.headers.has('ratelimit')]).toEqual([200, false])
})
