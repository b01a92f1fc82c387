import 'server-only'
import { record } from '../audit/record'
import { db } from '../db'
import { faultPoint } from '../fault-point'
import { log } from '../log'
import { copyWhole } from '../storage/copy'
import { objectKey } from '../storage/keys'
import { headObject, type ObjectHead } from '../storage/objects'
import { doom } from './doom'
import { lockDocument } from './access'
import { sweep } from './sweep'

/** How long a re-key holds its document without a sign of life. A killed process delays downloads by at most this. */
const LEASE_SECONDS = 15
const HEARTBEAT_MS = 5_000

/** Until then the copy may still be written; renewed with the lease. */
const WRITABLE_MS = 60 * 60_000

export type Rekeyed =
  /** It lies under a new key; the old object was deleted, or will be by the sweeper as soon as the store answers. */
  | 'moved'
  /** Somebody else is moving it. */
  | 'busy'
  /** Not what is served (purged, replaced meanwhile): what lay under the old key is doomed already. */
  | 'gone'

type Move = { documentId: string; from: ObjectHead & { id: string; key: string }; to: { id: string; key: string } }

/**
 * Moves a document's object to a new key and deletes the old one, so that every URL that was signed for the old key is
 * dead. Downloads asked for meanwhile wait and get the new key. Killed anywhere, it leaves the document served: from the
 * old key until the swap's commit, from the new one after it, and what is left over is a row that the sweeper knows.
 * With an object's id it moves that one alone, and answers `gone` where another is served by now.
 * @throws STORE_DOWN, or what the database throws; the document is then served as before
 */
export async function rekey(documentId: string, objectId: string | null = null): Promise<Rekeyed> {
  const move = await begin(documentId, objectId)
  if (typeof move === 'string') return move
  await faultPoint('rekey.begun')
  const heartbeat = setInterval(() => void extend(move).catch(() => undefined), HEARTBEAT_MS)
  try {
    const copy = await copyAcross(move)
    await faultPoint('rekey.copied')
    if (!(await swap(move, copy))) {
      await doomUnused(move)
      return 'gone'
    }
  } catch (error) {
    await giveUp(move)
    // Purged or replaced meanwhile, the object went with that change.
    if (await hasMovedOn(move)) return 'gone'
    throw error
  } finally {
    clearInterval(heartbeat)
  }
  await faultPoint('rekey.swapped')
  await deleteOld(move)
  return 'moved'
}

/** Claims the document and records the new key, before its first byte. Waits for mints that are about to commit. */
async function begin(documentId: string, objectId: string | null): Promise<Move | 'busy' | 'gone'> {
  return db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const [from] = await tx.$queryRaw<{ id: string; key: string; size: bigint; etag: string; busy: boolean }[]>`
      SELECT o.id, o.key, o.size, o.etag, coalesce(d."rekeyingUntil" > clock_timestamp(), false) AS busy
      FROM "Document" d JOIN "StoredObject" o ON o.id = d."objectId" AND o.state = 'LIVE'
      WHERE d.id = ${documentId}::uuid AND d.status = 'READY'`
    if (!from || (objectId && from.id !== objectId)) return 'gone'
    if (from.busy) return 'busy'
    await tx.$executeRaw`
      UPDATE "Document" SET "rekeyingUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ${documentId}::uuid`
    const to = await tx.storedObject.create({
      data: { key: objectKey(), documentId, writableUntil: new Date(Date.now() + WRITABLE_MS) },
      select: { id: true, key: true },
    })
    const { id, key, etag } = from
    return { documentId, from: { id, key, etag, size: Number(from.size) }, to }
  })
}

async function extend({ documentId, from, to }: Move): Promise<void> {
  await db().$executeRaw`
    UPDATE "Document" SET "rekeyingUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${documentId}::uuid AND "objectId" = ${from.id}::uuid AND "rekeyingUntil" IS NOT NULL`
  await db().storedObject.updateMany({
    where: { id: to.id, state: 'WRITING' },
    data: { writableUntil: new Date(Date.now() + WRITABLE_MS) },
  })
}

async function copyAcross({ from, to }: Move): Promise<ObjectHead> {
  const copied = await copyWhole(from, to.key)
  const copy = copied ? await headObject(to.key) : null
  if (copy?.size === from.size) return copy
  // Nobody but the sweeper deletes served objects, and it does not: this is a loss in the store itself.
  throw new Error(`object ${from.id} could not be copied as it was recorded`)
}

/** One transaction: the pointer, both objects, the ledger, the audit. False when the document has moved on. */
async function swap({ documentId, from, to }: Move, copy: ObjectHead): Promise<boolean> {
  return db().$transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const live = await tx.storedObject.updateMany({
      where: { id: to.id, state: 'WRITING', documentId },
      data: { state: 'LIVE', size: copy.size, etag: copy.etag },
    })
    if (live.count === 0) return false
    const moved = await tx.document.updateMany({
      where: { id: documentId, objectId: from.id },
      data: { objectId: to.id, rekeyingUntil: null },
    })
    if (moved.count === 0) {
      await doom(tx, { id: to.id })
      return false
    }
    await doom(tx, { id: from.id })
    const { count } = await tx.issuedUrl.updateMany({
      where: { objectId: from.id, killedAt: null, expiresAt: { gt: new Date() } },
      data: { killedAt: new Date() },
    })
    await record(tx, { action: 'document.rekeyed', actor: null, documentId, details: { urls: count } })
    return true
  })
}

async function giveUp(move: Move): Promise<void> {
  await db()
    .document.updateMany({ where: { id: move.documentId, objectId: move.from.id }, data: { rekeyingUntil: null } })
    .catch(() => undefined)
  await doomUnused(move)
}

async function hasMovedOn({ documentId, from }: Move): Promise<boolean> {
  return (await db().document.count({ where: { id: documentId, objectId: from.id } })) === 0
}

/**
 * Not what is LIVE is what makes this safe: a swap whose answer was lost made the row so. One that a deletion doomed may
 * have been written after the sweeper was there.
 */
async function doomUnused({ to }: Move): Promise<void> {
  await doom(db(), { id: to.id, state: { in: ['WRITING', 'DOOMED'] } }).catch(() => undefined)
}

/** If the store is away now, the sweeper deletes as soon as it is back. */
async function deleteOld({ documentId }: Move): Promise<void> {
  await sweep({ documentId }).catch((error: unknown) =>
    log().warn({ err: error, documentId }, 'the old object of a re-keyed document is not deleted yet'),
  )
}
