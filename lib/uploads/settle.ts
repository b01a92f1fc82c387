import 'server-only'
import { db } from '../db'
import { holdsRight } from '../documents/hold-right'
import type { Rejection } from '../documents/rejection'
import { sweep } from '../documents/sweep'
import { faultPoint } from '../fault-point'
import { notifyDocuments } from '../live/notify'
import { log } from '../log'
import { requireScanner } from '../scan/scan'
import { awaited, look, type Arrival, type Awaited } from './arrival'
import { publish, reject } from './ending'
import { check, doomUnused, freeze, type Checked, type Frozen } from './frozen'
import { claim, underLease, type Claim } from './lease'
import { publishReplacement } from './replacement'

export type Settled =
  | 'ready'
  | 'rejected'
  /** The store does not have all of it (yet). */
  | 'not-arrived'
  /** Somebody else is settling it, or it was settled, cancelled or unknown before. */
  | 'not-mine'
  /** The bytes changed meanwhile, or the claim was lost: whoever comes next starts again. */
  | 'again'

/**
 * The only road to READY. Takes an upload whose bytes may have arrived, freezes them under a key that no living
 * signature can write, checks what was frozen, and moves document, upload and objects on in one transaction. Idempotent,
 * safe to call from any number of places at once, and safe to be killed anywhere.
 * @throws STORE_DOWN, SCANNER_DOWN, or what the database throws; the upload is then free to be settled again
 */
export async function settle(uploadId: string): Promise<Settled> {
  const upload = await awaited(uploadId)
  if (!upload) return 'not-mine'
  if (upload.replaces && !(await mayStillReplace(upload))) return endNow(uploadId, { code: 'right-lost' })
  await faultPoint('settle.awaited')
  // Looked at before the claim: a look that finds nothing must not keep the notification that comes a moment later out.
  const arrival = await look(upload)
  if (!arrival) return unseen(uploadId)
  const held = await claim(uploadId)
  if (!held) return 'not-mine'
  return underLease(held, () => settleClaimed(held, arrival))
}

/** Nothing is there: not yet, or not any more, since what a settled upload had brought under its staging key is deleted. */
async function unseen(uploadId: string): Promise<Settled> {
  return (await awaited(uploadId)) ? 'not-arrived' : 'not-mine'
}

/** Asked again when it is published; here, so that one that is still sent does not go on for nothing. */
function mayStillReplace({ documentId, uploaderId, agentTokenId }: Awaited): Promise<boolean> {
  return holdsRight(db(), { documentId, userId: uploaderId, agentTokenId }, 'replace')
}

async function settleClaimed(held: Claim, arrival: Arrival): Promise<Settled> {
  await markArrived(held)
  if (arrival.how === 'staged' && BigInt(arrival.head.size) !== held.declaredSize) {
    return rejectSize(held, arrival.head.size)
  }
  await requireScanner()
  const frozen = await freeze(held, arrival)
  if (!frozen) return 'again'
  await faultPoint('settle.frozen')
  try {
    if (BigInt(frozen.size) !== held.declaredSize) return await rejectSize(held, frozen.size)
    const checked = await check(held, frozen)
    await faultPoint('settle.checked')
    if ('code' in checked) return await rejected(held, checked)
    return await published(held, checked)
  } finally {
    await discardCopy(held, frozen)
  }
}

/** A copy that was not published is ours alone. What a database that is away leaves, doomOrphans finds. */
async function discardCopy(held: Claim, { objectId }: Frozen): Promise<void> {
  if (objectId !== held.objectId) await doomUnused(objectId).catch(() => undefined)
}

async function markArrived(held: Claim): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.document.updateMany({
      where: { id: held.documentId, status: 'UPLOADING' },
      data: { status: 'VERIFYING' },
    })
    await tx.upload.updateMany({ where: { id: held.id, arrivedAt: null }, data: { arrivedAt: new Date() } })
    await notifyDocuments(tx, [held.documentId])
  })
}

function rejectSize(held: Claim, received: number): Promise<Settled> {
  return rejected(held, { code: 'size', received, declared: Number(held.declaredSize) })
}

async function rejected(held: Claim, rejection: Rejection): Promise<Settled> {
  return (await reject(held, rejection)) ? 'rejected' : 'again'
}

async function published(held: Claim, object: Checked): Promise<Settled> {
  if (!held.replaces) return (await publish(held, object)) ? 'ready' : 'again'
  const outcome = await publishReplacement(held, object)
  // The old file's URLs die with its object, so nobody waits for the sweeper's turn.
  if (outcome === 'ready') {
    await faultPoint('replace.committed')
    await sweepNow(held.documentId)
  }
  return outcome ?? 'again'
}

async function sweepNow(documentId: string): Promise<void> {
  await sweep({ documentId }).catch((error: unknown) => log().warn({ err: error, documentId }, 'deletion is delayed'))
}

/** Ends an upload that never arrived and now never can. */
export function rejectLate(uploadId: string): Promise<Settled> {
  return endNow(uploadId, { code: 'late' })
}

async function endNow(uploadId: string, rejection: Rejection): Promise<Settled> {
  const held = await claim(uploadId)
  if (!held) return 'not-mine'
  return underLease(held, () => rejected(held, rejection))
}
