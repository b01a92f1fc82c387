import { createAgentToken } from '../e2e/agent-token.ts'
import { WebClient } from '../e2e/chaos/web-client.ts'
import { ADMIN, startApp } from './app.ts'
import { measureContent, QUIET, readyDocument, rows } from './content.ts'
import { measure } from './measure.ts'

await measure(async (shutdown) => {
  // As many as can be asked: one token asks for all.
  const app = await startApp(shutdown, { ...QUIET, API_REQUESTS_A_MINUTE: '10000000' })
  const person = new WebClient(app.url)
  await person.signIn(ADMIN)
  const documentId = await readyDocument(app, person)
  const [owner] = await rows<{ id: string }>(app, 'SELECT id FROM "User" WHERE email = $1', [ADMIN.email])
  const scopes = ['documents:read']
  const { token } = await createAgentToken(owner!, { scopes }, (query, values) => rows(app, query, values))
  const { ratio_vs_bare, p99_ms } = await measureContent(app, documentId, { authorization: `Bearer ${token}` })
  return { ratio_vs_bare, p99_ms }
})
