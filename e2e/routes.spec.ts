import { expect, test } from './fixtures.ts'
import { actions, routes, type ActionEntry } from './inventory.ts'
import { forgetTries } from './links.ts'
import { ACTIONS } from './matrix/actions.ts'
import { requestOf, thingsFor } from './matrix/ask.ts'
import { everybody, WHO, type Caller } from './matrix/cast.ts'
import { ROUTES } from './matrix/routes.ts'
import { expectUntouched, NOBODY, thingsOf } from './matrix/things.ts'

// Everything that answers × everybody who may ask. A route or an action that nobody put into the tables fails the test.

/** Calls an action as Next's client does: `ok`, or the code of the refusal. */
async function call({ client }: Caller, { id, path }: ActionEntry, input: unknown) {
  const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
  const response = await client.fetch(path, { method: 'POST', headers, body: JSON.stringify([input]) })
  const text = await response.text()
  if (text.includes('{"ok":true')) return { answer: 'ok', text }
  return { answer: /\{"ok":false,"code":"(\w+)"/.exec(text)?.[1] ?? `${response.status}`, text }
}

const action = (name: string): ActionEntry => {
  const found = actions().find((one) => one.name === name)
  if (!found) throw new Error(`The build has no action ${name}.`)
  return found
}

const answersOf = (table: Record<string, { answers: readonly unknown[] }>) =>
  Object.fromEntries(Object.entries(table).map(([name, { answers }]) => [name, [...answers]]))

// Links of nobody are asked for from one network.
test.beforeEach(forgetTries)
test.afterEach(forgetTries)

test('every route answers everybody as the table says', async () => {
  test.slow()
  expect(routes()).toEqual(Object.keys(ROUTES).toSorted())
  const callers = await everybody()
  const shared = await thingsOf(callers)
  const answered: Record<string, unknown[]> = {}
  for (const [route, row] of Object.entries(ROUTES)) {
    const things = row.path ? await thingsFor(route, callers, shared) : shared
    answered[route] = []
    for (const who of WHO) {
      const answer = await callers[who].client.fetch(...requestOf(route, row, things))
      answered[route].push(answer.status)
      await answer.body?.cancel()
    }
  }
  expect(answered).toEqual(answersOf(ROUTES))
})

test('what exists for somebody else answers as what does not exist', async () => {
  const callers = await everybody()
  const things = await thingsOf(callers)
  const { other } = callers
  const nobodys = {
    ...things,
    documentId: NOBODY,
    trashedId: NOBODY,
    uploadId: NOBODY,
    grantId: NOBODY,
    linkId: NOBODY,
    mailingId: NOBODY,
  }
  const asked = async (request: [string, RequestInit]) => {
    const answer = await other.client.fetch(...request)
    const { requestId: _, ...problem } = (await answer.json()) as Record<string, unknown>
    return problem
  }
  for (const [route, row] of Object.entries(ROUTES)) {
    if (!route.includes('/api/v1/') || row.answers[WHO.indexOf('other')] !== 404) continue
    const [theirs, none] = [things, nobodys].map((about) => asked(requestOf(route, row, about)))
    expect(await theirs, route).toEqual(await none)
  }
  for (const [name, { input, answers }] of Object.entries(ACTIONS)) {
    if (answers[WHO.indexOf('other')] !== 'NOT_FOUND') continue
    const [theirs, none] = [things, nobodys].map(async (about) => {
      const { text } = await call(other, action(name), input(about))
      return /\{"ok".*/.exec(text)?.[0]
    })
    expect(await theirs, name).toEqual(await none)
  }
})

test('every action answers everybody as the table says, and refusals change nothing', async () => {
  test.slow()
  expect(
    actions()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(ACTIONS).toSorted())
  const callers = await everybody()
  const answered: Record<string, string[]> = {}
  for (const [name, { input, answers }] of Object.entries(ACTIONS)) {
    // Each has a document of its own, so that none finds what another one changed.
    const things = await thingsOf(callers)
    answered[name] = []
    for (const [index, who] of WHO.entries()) {
      const { answer, text } = await call(callers[who], action(name), input(things))
      answered[name].push(answer)
      const before = answers.slice(0, index + 1)
      if (!before.includes('ok')) await expectUntouched(things.documentId)
      if (answer !== 'ok') expect(text, `${name} by ${who}`).not.toMatch(/owned\.txt|X-Amz-Signature/)
    }
  }
  expect(answered).toEqual(answersOf(ACTIONS))
})
