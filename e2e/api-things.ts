import { randomUUID } from 'node:crypto'
import { ask, type ApiServer } from './api-server.ts'

/** Ids that operations can be asked about, by the first part of their path. */
export type Things = Record<'documents' | 'uploads' | 'grants' | 'links' | 'mailings', string[]>

type Id = { id: string }
type Begun = { document: Id; upload: Id; plan: { url: string; fields: Record<string, string> } }

/** Makes some of everything with the token, whose uploads only itself may see: not every id that is asked for is nobody's. */
export async function thingsOf({ url, member }: ApiServer, agent: string): Promise<Things> {
  const things: Things = { documents: [], uploads: [], grants: [], links: [], mailings: [] }
  const begin = () => ask<Begun>(url, agent, '/documents', { name: `${randomUUID()}.txt`, size: 5, type: 'text/plain' })
  for (let n = 0; n < 5; n += 1) {
    const { document, upload, plan } = await begin()
    await send(plan)
    await ask(url, agent, `/uploads/${upload.id}/finish`, {})
    await ask(url, agent, `/documents/${document.id}?wait=20`)
    const grant = await ask<Id>(url, agent, `/documents/${document.id}/grants`, { to: { email: member.email } })
    const link = await ask<Id>(url, agent, `/documents/${document.id}/links`, {})
    const mailing = { documentIds: [document.id], recipients: [`client-${n}@example.org`] }
    things.documents.push(document.id)
    things.uploads.push((await begin()).upload.id)
    things.grants.push(grant.id)
    things.links.push(link.id)
    things.mailings.push((await ask<Id>(url, agent, '/mailings', mailing)).id)
  }
  return things
}

async function send({ url, fields }: Begun['plan']): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob(['bytes']))
  const answer = await fetch(url, { method: 'POST', body: form })
  if (!answer.ok) throw new Error(`The store answered ${answer.status}.`)
}
