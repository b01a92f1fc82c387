import type { Client } from '@modelcontextprotocol/client'
import type { ApiDocument } from '../lib/api/document-schema.ts'
import type { ApiPlan, ApiUpload } from '../lib/api/upload-schema.ts'
import { call } from '../lib/testing/mcp.ts'
import { send } from './chaos/web-client.ts'
import { expect } from './fixtures.ts'

type Begun = { document: ApiDocument; upload: ApiUpload; plan: ApiPlan }

/** Brings a text to the store as an agent does, tool by tool; answers the document once it is ready. */
export async function bring(client: Client, name: string, text: string): Promise<ApiDocument> {
  const { document, upload, plan } = await call<Begun>(client, 'begin_upload', {
    name,
    size: Buffer.byteLength(text),
    type: 'text/plain',
  })
  if (plan.strategy !== 'post') throw new Error('a small file goes up as one form')
  expect(await send(plan, text)).toBe(201)
  expect(await call(client, 'finish_upload', { id: upload.id })).toMatchObject({ arrived: true })
  return call<ApiDocument>(client, 'get_document', { id: document.id, wait: 20 })
}

/** What the URL that the agent is given leads to. */
export async function bytesOf(client: Client, id: string): Promise<string> {
  const { url } = await call<{ url: string }>(client, 'get_download_url', { id })
  const answer = await fetch(url)
  expect(answer.status).toBe(200)
  return answer.text()
}
