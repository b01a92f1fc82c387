import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { storeClient } from '../../scripts/engines/bucket.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'

type Row = { key: string; state: 'WRITING' | 'LIVE' | 'DOOMED' | 'GONE'; size: string | null; served: boolean }

export type Findings = {
  /** Lies in the bucket, and no row knows it. */
  withoutRow: string[]
  /** Said to be served, and not there or of another size. */
  withoutObject: string[]
  /** Said to be deleted for good, and still there. */
  undead: string[]
  /** READY without a LIVE object, or LIVE without a READY document or a message that it was copied for. */
  pointers: string[]
}

/** The engines' own check at their start, which may be killed before it deletes what it wrote. */
const START_CHECK = 'probe/ready'

/** Compares what lies in the bucket with what the rows say. Right at any moment, not only at rest. */
export async function audit(database: Database, store: Store): Promise<Findings> {
  const objects = await listBucket(store)
  const rows = await database.sql<Row>(`
    SELECT o.key, o.state, o.size, d.id IS NOT NULL OR l."capabilityId" IS NOT NULL AS served
    FROM "StoredObject" o LEFT JOIN "Document" d ON d."objectId" = o.id AND d.status = 'READY'
    LEFT JOIN "MailingLink" l ON l."objectId" = o.id AND o.state = 'LIVE'`)
  const [ready] = await database.sql<{ id: string[] | null }>(
    `SELECT array_agg(id) AS id FROM "Document" WHERE status = 'READY' AND "deletedAt" IS NULL AND "objectId" IS NULL`,
  )
  // The audit's anchors are no documents: they have a table of their own, and nothing ever deletes them.
  const anchors = await database.sql<{ key: string }>('SELECT key FROM "AuditAnchor"')
  const known = new Set([...rows, ...anchors].map(({ key }) => key))
  const withState = (state: Row['state']) => rows.filter((row) => row.state === state)
  return {
    withoutRow: [...objects.keys()].filter((key) => !known.has(key) && key !== START_CHECK),
    withoutObject: withState('LIVE').flatMap(({ key, size }) => (objects.get(key) === Number(size) ? [] : [key])),
    undead: withState('GONE').flatMap(({ key }) => (objects.has(key) ? [key] : [])),
    pointers: [
      ...(ready?.id ?? []),
      ...rows.filter(({ state, served }) => (state === 'LIVE') !== served).map(({ key }) => key),
    ],
  }
}

export const BALANCED: Findings = { withoutRow: [], withoutObject: [], undead: [], pointers: [] }

/** Every key in the bucket with its size, as the store's administrator sees it. */
export async function listBucket({ options }: Store): Promise<Map<string, number>> {
  const { ports, config } = options
  const client = storeClient(`http://127.0.0.1:${ports.s3}`, 'us-east-1', config.admin)
  const found = new Map<string, number>()
  let token: string | undefined
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: config.bucket, ContinuationToken: token }))
    for (const { Key, Size } of page.Contents ?? []) found.set(Key!, Size ?? 0)
    token = page.NextContinuationToken
  } while (token)
  client.destroy()
  return found
}
