import { createHash } from 'node:crypto'
import type { Rig } from '../rig.ts'
import type { WebClient } from '../web-client.ts'
import type { ChaosFile } from './files.ts'

type Document = { id: string; name: string; status: string; rejection: string | null }

export type Tally = { ready: number; rejected: number; wrong: number; unended: string[] }

export function documents(rig: Rig): Promise<Document[]> {
  return rig.database.sql<Document>('SELECT id, name, status, rejection FROM "Document" WHERE "deletedAt" IS NULL')
}

/** What became of every file: its document READY with its bytes, or REJECTED with a reason. */
export async function tallyOf(rig: Rig, client: WebClient, files: readonly ChaosFile[]): Promise<Tally> {
  const found = Map.groupBy(await documents(rig), ({ name }) => name)
  const tally: Tally = { ready: 0, rejected: 0, wrong: 0, unended: [] }
  for (const file of files) {
    const own = found.get(file.name) ?? []
    const ready = own.filter(({ status }) => status === 'READY')
    const right = await Promise.all(ready.map(async ({ id }) => (await servedDigest(client, id)) === file.sha256))
    tally.wrong += right.filter((is) => !is).length
    if (ready.length > 0) tally.ready += 1
    else if (own.some(({ rejection }) => rejection !== null)) tally.rejected += 1
    else tally.unended.push(`${file.name}: ${own.map(({ status }) => status).join(', ') || 'no document'}`)
  }
  return tally
}

/** Of what a person gets who downloads it. */
async function servedDigest(client: WebClient, documentId: string): Promise<string> {
  const minted = await client.action<{ url: string }>('downloadDocument', { documentId })
  if (!minted.ok) return minted.message
  const answer = await fetch(minted.data.url)
  if (!answer.ok || !answer.body) return `answered ${answer.status}`
  const digest = createHash('sha256')
  for await (const chunk of answer.body) digest.update(chunk)
  return digest.digest('hex')
}
