import { SCOPES } from '../lib/auth/scopes.ts'
import { fuzz, fuzzedDocument } from './api-fuzz.ts'
import { startApiServer } from './api-server.ts'
import { thingsOf } from './api-things.ts'
import { expect, test } from './fixtures.ts'

// Of every run; the long one is api-schemathesis.long.ts.

// oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
test('the API keeps to its document, whatever a token of which scope sends', async ({}, { outputDir }) => {
  test.setTimeout(600_000)
  const server = await startApiServer(outputDir)
  const token = await server.token()
  const document = await fuzzedDocument(server, await thingsOf(server, token), outputDir)
  for (const scope of SCOPES) {
    const options = '--generation-deterministic --phases fuzzing --max-examples 1'.split(' ')
    const found = await fuzz(server.url, document, await server.token([scope]), options)
    expect(found, `a token of ${scope}`).toBe('')
  }
  const options = '--generation-deterministic --phases examples,coverage,fuzzing --max-examples 3'.split(' ')
  expect(await fuzz(server.url, document, token, options), 'a token of all scopes').toBe('')
  await server.stop()
})
