import { timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { sealMac, type Run, type Seal, type SealKey } from '../../lib/audit/chain.ts'
import type { Findings } from './finding.ts'
import { pages } from './pages.ts'

type Cover = [firstId: string, lastId: string, macs: string]
type SealRow = Record<'id' | 'at' | 'keyId' | 'upTo', string> & {
  rows: number
  drained: boolean
  mac: Buffer
  covers: Cover[]
}

const SEALS = `
  SELECT s.id, (extract(epoch FROM s.at) * 1000)::bigint AS at, s."keyId", s.rows, s."upTo", s.drained, s.mac,
         coalesce((SELECT json_agg(json_build_array(c."firstId"::text, c."lastId"::text, encode(c.macs, 'hex')) ORDER BY c."lastId")
                   FROM "AuditCover" c WHERE c."sealId" = s.id), '[]') AS covers
  FROM "AuditSeal" s WHERE s.id > $1 ORDER BY s.id LIMIT 100`

/** Checks that each seal is what its key made, on top of the seal before. @returns how many there are */
export async function checkChain(client: pg.Client, keys: ReadonlyMap<string, SealKey>, found: Findings) {
  let [count, expected] = [0, 1n]
  let previous: Buffer | null = null
  const unknown = new Set<string>()
  for await (const row of pages<SealRow>(client, SEALS, ({ id }) => id)) {
    if (BigInt(row.id) !== expected) {
      const range = namesOf(expected, BigInt(row.id) - 1n)
      found.add({ what: 'seal-missing', seal: String(expected), says: `Seal ${range} was deleted.` })
    }
    const key = keys.get(row.keyId)
    if (key && !isWhole(key, row, previous)) found.add(changed(row))
    if (!key && !unknown.has(row.keyId)) {
      unknown.add(row.keyId)
      found.add({
        what: 'seal-of-unknown-key',
        seal: row.id,
        says: `Seal ${row.id} was made with the key ${row.keyId}, which is not here. Give its secret in AUDIT_OLD_KEYS.`,
      })
    }
    previous = row.mac
    expected = BigInt(row.id) + 1n
    count += 1
  }
  return count
}

function isWhole(key: SealKey, row: SealRow, previous: Buffer | null): boolean {
  const seal: Seal = { ...row, id: BigInt(row.id), at: Number(row.at), upTo: BigInt(row.upTo) }
  const runs = row.covers.map(([first, last, macs]): Run => {
    return { firstId: BigInt(first), lastId: BigInt(last), macs: Buffer.from(macs, 'hex') }
  })
  const mac = sealMac(key, seal, runs, previous)
  return mac.length === row.mac.length && timingSafeEqual(mac, row.mac)
}

function changed({ id, covers }: SealRow) {
  const rows = covers.map(([first, last]) => namesOf(BigInt(first), BigInt(last))).join(', ') || 'none'
  return {
    what: 'seal-changed',
    seal: id,
    says: `Seal ${id} (of the rows ${rows}) or the one before it was changed: they do not fit each other.`,
  } as const
}

export function namesOf(first: bigint, last: bigint): string {
  return first === last ? `${first}` : `${first} to ${last}`
}
