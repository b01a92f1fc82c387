import { WebClient } from '../e2e/chaos/web-client.ts'
import type { App } from './app.ts'
import type { Organisation } from './organisation.ts'

export const URLS_OF_LINKS = 250
const URLS_OF_READERS = 250

/** A URL that lives an hour; `mintAgain` for who has a right that stays. */
export type HandedOut = { url: string; mintAgain: (() => Promise<string>) | null }

/** Visitors of links and readers with a grant take their URLs as they would from the page. */
export async function handOut(app: App, { documents, readers }: Organisation): Promise<HandedOut[]> {
  const handed: HandedOut[] = []
  const visitor = new WebClient(app.url)
  for (let n = 0; n < URLS_OF_LINKS; n += 1) {
    const { tokens } = documents[n % documents.length]!
    const token = tokens[Math.floor(n / documents.length) % tokens.length]!
    handed.push({ url: await locationOf(visitor, `/s/${token}/download`, 'POST'), mintAgain: null })
  }
  const clients = await Promise.all(
    readers.map(async (reader) => {
      const client = new WebClient(app.url)
      await client.signIn(reader)
      return client
    }),
  )
  for (let n = 0; n < URLS_OF_READERS; n += 1) {
    const client = clients[n % clients.length]!
    const { documentId } = documents[n % documents.length]!
    const mintAgain = () => locationOf(client, `/api/v1/documents/${documentId}/content`, 'GET')
    handed.push({ url: await mintAgain(), mintAgain })
  }
  return handed
}

async function locationOf(client: WebClient, path: string, method: string): Promise<string> {
  const answer = await client.fetch(path, { method })
  await answer.body?.cancel()
  const location = answer.headers.get('location')
  if (!location?.includes('X-Amz-Signature'))
    throw new Error(`${method} ${path} was answered ${answer.status} to ${location}.`)
  return location
}
