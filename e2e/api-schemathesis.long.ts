import { SCOPES } from '../lib/auth/scopes.ts'
import { fuzz, fuzzedDocument } from './api-fuzz.ts'
import { startApiServer } from './api-server.ts'
import { thingsOf } from './api-things.ts'
import { expect, test } from './fixtures.ts'

for (const scopes of [SCOPES, ...SCOPES.map((scope) => [scope])])
  // oxlint-disable-next-line no-empty-pattern -- how Playwright wants it
  test(`the API keeps to its document through a long run, with ${scopes.join(', ')}`, async ({}, { outputDir }) => {
    const server = await startApiServer(outputDir)
    const [maker, token] = [await server.token(), await server.token(scopes)]
    const all = scopes.length > 1
    const document = await fuzzedDocument(server, await thingsOf(server, all ? token : maker), outputDir)
    const options = `--phases examples,coverage,fuzzing,stateful --max-examples ${all ? 100 : 30}`.split(' ')
    expect(await fuzz(server.url, document, token, options)).toBe('')
    await server.stop()
  })
