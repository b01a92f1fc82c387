import 'server-only'
import { db, type Db } from '../db'
import { ROW_MAC_BYTES, rowMac, sealMac, type RowText, type Run, type SealKey } from './chain'
import { auditKey } from './key'
import { unsealedRows } from './unsealed'

/** A seal of so many rows takes about a second and holds 80 kB of macs. */
const ROWS_A_SEAL = 5_000
const SEAL_WITHIN_MS = 60_000

/** One sealer at a time in one database: the number of an advisory lock, which nothing else here takes. */
export const SEALER_LOCK = 7_254_001

/**
 * Seals every committed row that no seal covers (docs/audit.md). Rows commit out of the order of their ids: one that comes
 * late goes into the next seal. Where another instance seals at the moment, it does nothing.
 * @returns how many rows were sealed
 */
export async function sealAudit(reach: 'recent' | 'all' = 'recent'): Promise<number> {
  for (let sealed = 0; ;) {
    const rows = await db().$transaction((tx) => sealOnce(tx, reach), { timeout: SEAL_WITHIN_MS })
    sealed += rows
    if (rows < ROWS_A_SEAL) return sealed
  }
}

async function sealOnce(tx: Db, reach: 'recent' | 'all'): Promise<number> {
  const [lock] = await tx.$queryRaw<{ ours: boolean; at: Date }[]>`
    SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}) AS ours, clock_timestamp() AS at`
  if (!lock?.ours) return 0
  const rows = await unsealedRows(tx, reach, ROWS_A_SEAL)
  if (rows.length === 0) return 0
  const key = auditKey()
  const before = await tx.auditSeal.findFirst({ orderBy: { id: 'desc' }, select: { id: true, upTo: true, mac: true } })
  const runs = runsOf(key, rows)
  const [lastId, upTo] = [runs.at(-1)?.lastId ?? 0n, before?.upTo ?? 0n]
  const seal = {
    id: (before?.id ?? 0n) + 1n,
    // Read before the rows: whatever was committed by then, this seal has seen.
    at: lock.at.getTime(),
    keyId: key.id,
    rows: rows.length,
    upTo: lastId > upTo ? lastId : upTo,
    drained: rows.length < ROWS_A_SEAL,
  }
  const mac = new Uint8Array(sealMac(key, seal, runs, before?.mac ?? null))
  await tx.auditSeal.create({ data: { ...seal, at: new Date(seal.at), mac }, select: { id: true } })
  await tx.auditCover.createMany({ data: runs.map((run) => ({ ...run, sealId: seal.id })) })
  return rows.length
}

/** @param rows by id */
function runsOf(key: SealKey, rows: readonly RowText[]): (Run & { macs: Uint8Array<ArrayBuffer> })[] {
  const runs: { firstId: bigint; lastId: bigint; parts: Buffer[] }[] = []
  for (const row of rows) {
    const id = BigInt(row.id)
    const open = runs.at(-1)
    if (open && open.lastId + 1n === id) open.lastId = id
    else runs.push({ firstId: id, lastId: id, parts: [] })
    runs.at(-1)?.parts.push(rowMac(key, row))
  }
  return runs.map(({ firstId, lastId, parts }) => {
    const macs = new Uint8Array(parts.length * ROW_MAC_BYTES)
    parts.forEach((part, at) => macs.set(part, at * ROW_MAC_BYTES))
    return { firstId, lastId, macs }
  })
}
