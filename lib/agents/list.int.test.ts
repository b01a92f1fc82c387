import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { db } from '../db'
import { makeAgent } from '../testing/agents'
import { makePerson } from '../testing/people'
import { listAllTokens, listOwnTokens } from './list'
import { agentTokensQuery, type AgentTokenRow } from './schema'

const DAY_MS = 24 * 3_600_000
const query = (more: Record<string, unknown> = {}) => agentTokensQuery.parse(more)

afterEach(() => db().sharingPolicy.update({ where: { id: 1 }, data: { longestAgentDays: 365 } }))

/** Somebody with tokens of this name, each as old as it says. */
async function personWith(name: string, ages: readonly number[]) {
  const person = await makePerson()
  await db().agentToken.createMany({
    data: ages.map((days) => ({
      userId: person.userId,
      name,
      secretHash: new Uint8Array(32),
      scopes: ['documents:read'],
      createdAt: new Date(Date.now() - days * DAY_MS),
      expiresAt: new Date(Date.now() + DAY_MS),
    })),
  })
  return person
}

test('administrators page through everybody’s tokens, newest first, each once; members do not', async () => {
  const [admin, name] = [await makePerson('ADMIN'), `mark ${randomUUID()}`]
  // All of one moment too: the id goes on where the time does not.
  const person = await personWith(
    name,
    Array.from({ length: 120 }, (_, index) => index % 3),
  )
  const seen: AgentTokenRow[] = []
  let cursor: string | undefined
  do {
    const page = await listAllTokens(admin, query({ search: name, ...(cursor ? { cursor } : {}) }))
    expect(page.rows.length).toBeLessThanOrEqual(50)
    seen.push(...page.rows)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(120)
  expect(seen.map(({ createdAt }) => createdAt)).toEqual(
    seen
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .reverse(),
  )
  await expect(listAllTokens(person, query())).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  for (const broken of ['x', Buffer.from('["2026-01-01","x"]').toString('base64url')])
    await expect(listAllTokens(admin, query({ cursor: broken }))).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('a token is found by its name, its person, where it was used, and by itself wherever it was cut off', async () => {
  const [admin, person] = [await makePerson('ADMIN'), await makePerson()]
  const name = `100%_done ${randomUUID()}`
  const { token, principal } = await makeAgent(person)
  const lastUsedIp = `2001:db8::${principal.tokenId.slice(0, 4)}`
  await db().agentToken.update({ where: { id: principal.tokenId }, data: { name, lastUsedIp } })
  const ids = async (search: string) => (await listAllTokens(admin, query({ search }))).rows.map(({ id }) => id)
  for (const search of [
    name.slice(0, 9) + name.slice(9).toUpperCase(),
    person.email,
    token,
    token.slice(0, 40),
    token.slice(0, 31),
  ])
    expect(await ids(search), search).toEqual([principal.tokenId])
  expect(await ids(lastUsedIp)).toContain(principal.tokenId)
  expect(await ids('100x_done')).toEqual([])
  expect((await listAllTokens(admin, query({ search: person.email }))).rows[0]?.person).toEqual({
    id: person.userId,
    name: person.name,
    email: person.email,
  })
})

test('each state has its word, and only what has not ended is shown at first', async () => {
  const [admin, name] = [await makePerson('ADMIN'), `state ${randomUUID()}`]
  const states = async (show: string) =>
    (await listAllTokens(admin, query({ search: name, show }))).rows.map(({ state }) => state)
  const person = await personWith(name, [1, 2, 3, 40])
  const [living, revoked, ended] = await db().agentToken.findMany({
    where: { userId: person.userId },
    orderBy: { createdAt: 'desc' },
  })
  await db().agentToken.update({ where: { id: revoked!.id }, data: { revokedAt: new Date() } })
  await db().agentToken.update({ where: { id: ended!.id }, data: { expiresAt: new Date(Date.now() - 1000) } })
  expect(await states('all')).toEqual(['living', 'revoked', 'ended', 'living'])

  // The policy ends the oldest, and the list says when.
  await db().sharingPolicy.update({ where: { id: 1 }, data: { longestAgentDays: 30 } })
  expect(await states('all')).toEqual(['living', 'revoked', 'ended', 'ended'])
  const { rows } = await listAllTokens(admin, query({ search: name, show: 'all' }))
  expect(Date.parse(rows[3]!.endsAt)).toBeLessThan(Date.now() - 9 * DAY_MS)
  expect(await states('living')).toEqual(['living'])

  await db().user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } })
  expect(await states('all')).toEqual(['disabled', 'revoked', 'ended', 'ended'])
  expect(await states('living')).toEqual(['disabled'])
  expect((await listOwnTokens(person))[0]?.id).toBe(living!.id)
})
