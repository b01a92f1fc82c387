import { WebClient } from '../e2e/chaos/web-client.ts'
import { ADMIN, startApp } from './app.ts'
import { measureContent, QUIET, readyDocument } from './content.ts'
import { measure } from './measure.ts'

await measure(async (shutdown) => {
  const app = await startApp(shutdown, QUIET)
  const person = new WebClient(app.url)
  await person.signIn(ADMIN)
  return measureContent(app, await readyDocument(app, person), { cookie: person.cookie })
})
