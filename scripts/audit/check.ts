import pg from 'pg'
import { sealKey } from '../../lib/audit/chain.ts'
import { checkAnchors, readAnchors, type AnchorRead } from './anchors.ts'
import { checkChain } from './check-chain.ts'
import { checkRows } from './check-rows.ts'
import { Findings, type Finding } from './finding.ts'
import type { Installation } from './installation.ts'

export type Report = {
  ok: boolean
  /** Audit rows; `waiting` of them are too new to be in a seal. */
  rows: number
  waiting: number
  seals: number
  anchors: number
  /** How many there are; `findings` has the first of them: rows by id, then seals, then anchors. */
  count: number
  findings: Finding[]
}

/** Reads the whole audit of an installation, which may be running, and checks it. Changes nothing. */
export async function checkAudit({ databaseUrl, secrets, store }: Installation): Promise<Report> {
  // Before the database: an anchor that is read must find its seal there.
  const anchors = await readAnchors(store).catch((error: unknown) => error as Error)
  const keys = new Map(secrets.map((secret) => [sealKey(secret).id, sealKey(secret)]))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    // One moment for all that follows, while the app goes on writing.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { rows: clock } = await client.query<{ now: string }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now',
    )
    const found = new Findings()
    const counted = await checkRows(client, keys, Number(clock[0]?.now), found)
    const seals = await checkChain(client, keys, found)
    const agreed = await checkBucket(client, anchors, found)
    const { count, kept } = found
    return { ok: count === 0, ...counted, seals, anchors: agreed, count, findings: kept }
  } finally {
    await client.end()
  }
}

async function checkBucket(client: pg.Client, anchors: AnchorRead[] | Error, found: Findings): Promise<number> {
  if (!(anchors instanceof Error)) return checkAnchors(client, anchors, found)
  found.add({ what: 'anchors-unreadable', says: `The anchors in the bucket could not be read: ${anchors.message}` })
  return 0
}
