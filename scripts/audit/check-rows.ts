import { timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { provenAt, ROW_COLUMNS, ROW_MAC_BYTES, rowMac, type RowText, type SealKey } from '../../lib/audit/chain.ts'
import { namesOf } from './check-chain.ts'
import type { Finding, Findings } from './finding.ts'
import { pages } from './pages.ts'

const MINUTES = 60_000
/** The sealer comes every 15 seconds; what it leaves this long, it will not take. */
const UNSEALED_MS = 5 * MINUTES
/** No transaction of the app is open longer (15 seconds), so a row is older than its seal by less than this. */
const LATE_MS = 5 * MINUTES

type Cover = { firstId: string; lastId: string; sealId: string; macs: Buffer; keyId: string; at: string; seen: string }

// `seen`: when a seal before took all that there was. What it did not find had not been written yet.
const COVERS = `
  SELECT c."firstId", c."lastId", c."sealId", c.macs, s."keyId", (extract(epoch FROM s.at) * 1000)::bigint AS at,
         coalesce((SELECT (extract(epoch FROM p.at) * 1000)::bigint FROM "AuditSeal" p
                   WHERE p.id < s.id AND p.drained ORDER BY p.id DESC LIMIT 1), 0) AS seen
  FROM "AuditCover" c JOIN "AuditSeal" s ON s.id = c."sealId"
  WHERE c."lastId" > $1 ORDER BY c."lastId" LIMIT 200`
const ROWS = `SELECT ${ROW_COLUMNS} FROM "AuditEvent" e WHERE e.id > $1 ORDER BY e.id LIMIT 5000`

export type RowCount = { rows: number; waiting: number }
type Known = {
  keys: ReadonlyMap<string, SealKey>
  /** The database's clock, in milliseconds. */
  now: number
  /** Whether a seal took all rows that there were: from then on each row has to prove where it comes from. */
  begun: boolean
}

/** Walks rows and covers beside each other, both by id. At most one finding a row: the first that is true. */
export async function checkRows(
  client: pg.Client,
  keys: ReadonlyMap<string, SealKey>,
  now: number,
  found: Findings,
): Promise<RowCount> {
  const { rowCount } = await client.query('SELECT FROM "AuditSeal" WHERE drained LIMIT 1')
  const known = { keys, now, begun: rowCount === 1 }
  const covers = new Covers(
    pages<Cover>(client, COVERS, ({ lastId }) => lastId),
    found,
  )
  const count = { rows: 0, waiting: 0 }
  for await (const row of pages<RowText>(client, ROWS, ({ id }) => id)) {
    count.rows += 1
    const cover = await covers.of(BigInt(row.id))
    const finding = cover ? ofSealed(row, cover, known) : ofUnsealed(row, known)
    if (finding) found.add({ row: row.id, ...finding })
    else if (!cover) count.waiting += 1
  }
  await covers.end()
  return count
}

function ofUnsealed(row: RowText, known: Known): Finding | null {
  if (known.begun && !isOurs(row, known)) return forged(row)
  if (known.now - Number(row.at) <= UNSEALED_MS) return null
  return { what: 'row-unsealed', says: `Row ${row.id} (${dateOf(row)}) is in no seal.` }
}

function ofSealed(row: RowText, cover: Cover, known: Known): Finding | null {
  const key = known.keys.get(cover.keyId)
  // Without its key a seal says nothing; that is named where the chain is checked.
  if (!key) return null
  const [id, seal] = [row.id, cover.sealId]
  const from = Number(BigInt(id) - BigInt(cover.firstId)) * ROW_MAC_BYTES
  const sealed = cover.macs.subarray(from, from + ROW_MAC_BYTES)
  if (sealed.length !== ROW_MAC_BYTES || !timingSafeEqual(rowMac(key, row), sealed))
    return { what: 'row-changed', seal, says: `Row ${id} was changed after seal ${seal} covered it.` }
  // What the first seals found is of a version that proved nothing. Nobody can join it any more.
  if (cover.seen !== '0' && !isOurs(row, known)) return { ...forged(row), seal }
  const at = Number(row.at)
  if (at >= Number(cover.seen) - LATE_MS && at <= Number(cover.at) + LATE_MS) return null
  return { what: 'row-misdated', seal, says: `Row ${id} says ${dateOf(row)}, which its seal ${seal} contradicts.` }
}

/** Whether the app wrote it, at the time that it says. */
function isOurs({ at, personal }: RowText, { keys }: Known): boolean {
  const made = provenAt(keys.values(), Buffer.from(personal ?? '', 'hex'))
  return made !== null && Math.abs(made - Number(at)) <= LATE_MS
}

function forged({ id }: RowText): Finding {
  return { what: 'row-forged', says: `Row ${id} was not written by Countersign: its proof is not right.` }
}

function dateOf({ at }: RowText): string {
  return new Date(Number(at)).toISOString()
}

/** The covers in the order of their rows, and what they cover that is not there. */
class Covers {
  readonly #source: AsyncGenerator<Cover>
  readonly #found: Findings
  #cover: Cover | undefined
  /** The next id that the covers promise. */
  #next = 0n

  constructor(source: AsyncGenerator<Cover>, found: Findings) {
    this.#source = source
    this.#found = found
  }

  /** The cover of a row, if it has one. Ask in the order of ids. */
  async of(id: bigint): Promise<Cover | undefined> {
    while (!this.#cover || BigInt(this.#cover.lastId) < id) if (!(await this.#turn())) return undefined
    if (id < this.#next) return undefined
    this.#missing(id - 1n)
    this.#next = id + 1n
    return this.#cover
  }

  async end(): Promise<void> {
    while (await this.#turn());
  }

  async #turn(): Promise<boolean> {
    if (this.#cover) this.#missing(BigInt(this.#cover.lastId))
    const { value, done } = await this.#source.next()
    const before = this.#cover
    this.#cover = done ? undefined : value
    if (done) return false
    this.#next = BigInt(value.firstId)
    if (!before || BigInt(before.lastId) < this.#next) return true
    const says = `Row ${value.firstId} is in seal ${before.sealId} and in seal ${value.sealId}.`
    this.#found.add({ what: 'row-sealed-twice', row: value.firstId, seal: value.sealId, says })
    this.#next = BigInt(before.lastId) + 1n
    return true
  }

  #missing(last: bigint): void {
    if (last < this.#next || !this.#cover) return
    const [first, seal] = [this.#next, this.#cover.sealId]
    const many = first === last ? `Row ${first} is` : `The rows ${namesOf(first, last)} are`
    this.#found.add({ what: 'row-missing', row: String(first), seal, says: `${many} in seal ${seal} and not there.` })
  }
}
