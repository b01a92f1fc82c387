import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createAgentToken, tokenOf } from './agent-token.ts'
import { expect, test } from './chaos/fixtures.ts'
import type { Rig } from './chaos/rig.ts'

// A server of its own: here a network is shut out, and URLs live an hour, so that dying of age is not what is seen.

const tokenFor = (rig: Rig, person: { id: string }) =>
  createAgentToken(person, {}, (query, values) => rig.database.sql(query, values))
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function statusOf(url: string): Promise<number> {
  const answer = await fetch(url)
  await answer.body?.cancel()
  return answer.status
}

test('fifty downloads of an agent in flight while its token is revoked: every URL that it was ever given is dead', async ({
  rig,
}) => {
  const server = await rig.serve({ DOWNLOAD_URL_TTL: '3600' })
  const owner = await rig.person()
  const browser = await rig.client(server, owner)
  const documentId = await browser.upload('the minutes')
  await expect.poll(() => rig.statusOf(documentId)).toBe('READY')
  const [ended, kept] = [await tokenFor(rig, owner), await tokenFor(rig, owner)]
  const content = `${server.url}/api/v1/documents/${documentId}/content?redirect=false`
  const urlOf = async (token: string): Promise<string | null> => {
    const answer = await fetch(content, { headers: bearer(token) })
    const { url } = (await answer.json()) as { url?: string }
    expect([200, 401, 404]).toContain(answer.status)
    return url ?? null
  }
  const first = await urlOf(ended.token)
  expect(await statusOf(first!)).toBe(200)
  const asking = Array.from({ length: 50 }, async (_, turn) => {
    await pause(turn * 4)
    return urlOf(ended.token)
  })
  await pause(80)
  const answer = await browser.action<{ tokens: number; urlsPending: number }>('revokeWays', {
    ways: [{ kind: 'AGENT', id: ended.id }],
  })
  expect(answer).toMatchObject({ ok: true, data: { tokens: 1, urlsPending: 0 } })
  const urls = [first, ...(await Promise.all(asking))].filter((url) => url !== null)
  await pause(2000)
  expect(urls.length).toBeGreaterThan(1)
  expect(new Set(await Promise.all(urls.map(statusOf)))).toEqual(new Set([404]))
  expect(await urlOf(ended.token)).toBeNull()
  expect(await statusOf((await urlOf(kept.token))!)).toBe(200)
  await server.engine.stop()
})

const GUESSES = 10_000
const AT_ONCE = 40

test('ten thousand guesses from one network are soon refused unread, while the right token there goes on working', async ({
  rig,
}) => {
  const server = await rig.serve({ TRUSTED_PROXIES: '127.0.0.1, ::1' })
  const { token, id } = await tokenFor(rig, await rig.person())
  const ask = async (asked: string, from: string) => {
    const headers = { ...bearer(asked), 'x-forwarded-for': from }
    const answer = await fetch(`${server.url}/api/v1/documents`, { headers })
    const text = await answer.text()
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text }
  }
  const answers = new Map<number, number>()
  const refusals = new Set<string>()
  const queue = Array.from({ length: GUESSES }, (_, nth) => (nth % 2 ? tokenOf(id) : tokenOf(randomUUID()))).values()
  const guesser = async () => {
    for (const guess of queue) {
      const { status, retryAfter, text } = await ask(guess, '192.0.2.66')
      answers.set(status, (answers.get(status) ?? 0) + 1)
      if (status !== 429) continue
      expect(Number(retryAfter)).toBeGreaterThan(0)
      refusals.add((JSON.parse(text) as { code: string }).code)
    }
  }
  const user = async () => {
    for (let nth = 0; nth < 20; nth += 1) {
      expect((await ask(token, '192.0.2.66')).status).toBe(200)
      await pause(100)
    }
  }
  await Promise.all([user(), ...Array.from({ length: AT_ONCE }, guesser)])
  expect(Object.fromEntries(answers)).toEqual({ 401: 100, 429: GUESSES - 100 })
  expect([...refusals]).toEqual(['TOO_MANY'])
  expect((await ask(token, '192.0.2.66')).status).toBe(200)
  // Other networks are not held to account for it.
  expect((await ask(tokenOf(id), '198.51.100.7')).status).toBe(401)
  await server.engine.stop()
})
