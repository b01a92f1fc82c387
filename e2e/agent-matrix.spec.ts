import { askAs, createAgentToken } from './agent-token.ts'
import { expect, test } from './fixtures.ts'
import { actions, routes } from './inventory.ts'
import { forgetTries } from './links.ts'
import { ACTIONS } from './matrix/actions.ts'
import { AGENT_NAMES, expectedOf, SCOPES, tokensOf, type Agent } from './matrix/agents.ts'
import { requestOf, thingsFor } from './matrix/ask.ts'
import { everybody } from './matrix/cast.ts'
import { ROUTES } from './matrix/routes.ts'
import { DOCUMENT_NAME, expectUntouched, thingsOf } from './matrix/things.ts'

// Every route × tokens of every scope. What is expected follows from the scope that the contract names.

test.beforeEach(forgetTries)
test.afterEach(forgetTries)

test('every operation of the API has a route, and its scope is written down', () => {
  expect(routes()).toEqual(expect.arrayContaining([...SCOPES.keys()]))
})

test('every route answers the tokens of every scope as their person, and 403 where the scope is missing', async () => {
  test.slow()
  const callers = await everybody()
  const tokens = await tokensOf(callers)
  const shared = await thingsOf(callers)
  const [answered, expected]: Record<string, Partial<Record<Agent, unknown>>>[] = [{}, {}]
  for (const [route, row] of Object.entries(ROUTES)) {
    answered![route] = {}
    expected![route] = {}
    for (const agent of AGENT_NAMES) {
      const wanted = expectedOf(route, row, agent)
      const done = Number(wanted) < 300 && row.path
      const things = done ? await thingsFor(route, callers, shared) : shared
      const answer = await askAs(tokens[agent], ...requestOf(route, row, things))
      expected![route][agent] = wanted
      answered![route][agent] = answer.status
      await answer.body?.cancel()
    }
  }
  expect(answered).toEqual(expected)
})

test('a token that lacks the scope, or is bound to something else, changes nothing', async () => {
  test.slow()
  const callers = await everybody()
  const tokens = await tokensOf(callers)
  const things = await thingsOf(callers)
  for (const [route, row] of Object.entries(ROUTES)) {
    if (!SCOPES.has(route)) continue
    for (const agent of AGENT_NAMES) {
      const wanted = expectedOf(route, row, agent)
      if (wanted !== 403 && wanted !== 404) continue
      const text = await (await askAs(tokens[agent], ...requestOf(route, row, things))).text()
      expect(text, `${route} by ${agent}`).not.toMatch(/owned\.txt|X-Amz-Signature/)
    }
  }
  await expectUntouched(things.documentId)
})

test('no list tells a bound token of anything that it is not bound to', async () => {
  const callers = await everybody()
  const { 'agent-bound': bound, 'agent-all': all } = await tokensOf(callers)
  const { documentId } = await thingsOf(callers)
  const [elsewhere] = await callers.owner.client.begin({ name: 'elsewhere.txt', size: 5, type: 'text/plain' })
  const admin = await createAgentToken(callers.admin.person!, { documentIds: [elsewhere!.documentId] })
  const ofIt = new RegExp(`${documentId}|${DOCUMENT_NAME}`)
  const lists = [...SCOPES.keys()].filter((route) => route.startsWith('GET ') && !route.includes('['))
  const named: Record<string, boolean> = {}
  for (const list of lists) {
    const path = list.replace('GET ', '')
    const read = async (token: string) => (await askAs(token, path)).text()
    for (const token of [bound, admin.token]) expect(await read(token), list).not.toMatch(ofIt)
    named[list] = (await read(all)).includes(documentId)
  }
  // It is there to be found.
  expect(named).toMatchObject({ 'GET /api/v1/documents': true, 'GET /api/v1/ways': true })
})

test('an action of a page knows no token', async () => {
  const callers = await everybody()
  const { 'agent-all': token } = await tokensOf(callers)
  const things = await thingsOf(callers)
  for (const { name, id, path } of actions()) {
    const { input, answers } = ACTIONS[name]!
    if (answers[0] !== 'SIGNED_OUT') continue
    const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
    const body = JSON.stringify([input(things)])
    const answer = await askAs(token, path, { method: 'POST', headers, body })
    const text = await answer.text()
    expect(text, name).toContain('"code":"SIGNED_OUT"')
  }
  await expectUntouched(things.documentId)
})
