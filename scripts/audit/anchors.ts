import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import type pg from 'pg'
import { z } from 'zod'
import { ANCHOR_PREFIX } from '../../lib/storage/keys.ts'
import { storeClient } from '../engines/bucket.ts'
import type { Findings } from './finding.ts'
import type { Installation } from './installation.ts'

const anchorSchema = z.object({ seal: z.string().regex(/^\d{1,18}$/), mac: z.string() })
/** Null: what lies there is no anchor. */
export type AnchorRead = { key: string; anchor: z.output<typeof anchorSchema> | null }

/** Everything under `anchors/` in the bucket. What the database says of them is not asked: that is what they are for. */
export async function readAnchors(store: Installation['store']): Promise<AnchorRead[]> {
  const identity = { accessKeyId: store.S3_ACCESS_KEY_ID, secretAccessKey: store.S3_SECRET_ACCESS_KEY }
  const client = storeClient(store.S3_ENDPOINT, store.S3_REGION, identity)
  try {
    const read: AnchorRead[] = []
    for (const key of await listKeys(client, store.S3_BUCKET)) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: store.S3_BUCKET, Key: key }))
      read.push({ key, anchor: parse((await Body?.transformToString()) ?? '') })
    }
    return read
  } finally {
    client.destroy()
  }
}

async function listKeys(client: S3Client, bucket: string): Promise<string[]> {
  const keys: string[] = []
  for (let token: string | undefined; ;) {
    const from = token ? { ContinuationToken: token } : {}
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: ANCHOR_PREFIX, ...from }))
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key))
    token = page.NextContinuationToken
    if (!token) return keys
  }
}

function parse(text: string): AnchorRead['anchor'] {
  try {
    return anchorSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Compares the anchors with the seals that they name. @returns how many agree */
export async function checkAnchors(
  client: pg.Client,
  anchors: readonly AnchorRead[],
  found: Findings,
): Promise<number> {
  let agreed = 0
  for (const { key, anchor } of anchors) {
    const query = `SELECT encode(mac, 'hex') AS mac FROM "AuditSeal" WHERE id = $1`
    const { rows } = anchor ? await client.query<{ mac: string }>(query, [anchor.seal]) : { rows: [] }
    if (anchor && rows[0]?.mac === anchor.mac) agreed += 1
    else
      found.add({ what: 'anchor-contradicts', anchor: key, ...sealOf(anchor), says: contradiction(key, anchor, rows) })
  }
  await checkMissing(client, anchors, found)
  return agreed
}

function sealOf(anchor: AnchorRead['anchor']): { seal?: string } {
  return anchor ? { seal: anchor.seal } : {}
}

function contradiction(key: string, anchor: AnchorRead['anchor'], rows: unknown[]): string {
  if (!anchor) return `${key} in the bucket is no anchor.`
  if (rows.length > 0) return `Seal ${anchor.seal} is not the one that ${key} in the bucket has kept.`
  return `Seal ${anchor.seal} is gone, with what it covered and all that came after it: ${key} in the bucket names it.`
}

/** An anchor of today may be on its way. */
async function checkMissing(client: pg.Client, anchors: readonly AnchorRead[], found: Findings): Promise<void> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT key FROM "AuditAnchor" WHERE date < (now() AT TIME ZONE 'UTC')::date ORDER BY date`,
  )
  const there = new Set(anchors.map(({ key }) => key))
  for (const { key } of rows.filter((row) => !there.has(row.key)))
    found.add({ what: 'anchor-missing', anchor: key, says: `${key} is no longer in the bucket.` })
}
