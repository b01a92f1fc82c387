import 'server-only'
import { db, type Db } from '../db'
import { doom } from '../documents/doom'
import { faultPoint } from '../fault-point'
import { log } from '../log'
import { copyWhole } from '../storage/copy'
import { MAILED_PREFIX, mailedKey } from '../storage/keys'
import { headObject, type ObjectHead } from '../storage/objects'

/** A copy of 5 TiB at 100 MB/s takes 15 hours; what is not through by then is doomed and begun again. */
const WRITABLE_MS = 24 * 60 * 60_000

type Copying = { from: ObjectHead & { key: string }; to: { id: string; key: string } }

/**
 * Makes the copy that a link's own URL is signed for, unless it is there. Killed anywhere it leaves a row that the sweeper
 * knows, and is begun again. @throws STORE_DOWN, or an Error when the document moved meanwhile: both are worth another try
 */
export async function ensureCopy(linkId: string): Promise<void> {
  const copying = await db().$transaction((tx) => begin(tx, linkId))
  if (!copying) return
  const { from, to } = copying
  const copied = await copyWhole(from, to.key)
  const copy = copied ? await headObject(to.key) : null
  if (copy?.size !== from.size) throw new Error('the document moved while it was copied for a message')
  await db().storedObject.updateMany({
    where: { id: to.id, state: 'WRITING' },
    data: { state: 'LIVE', size: copy.size, etag: copy.etag },
  })
  await faultPoint('mail.copied')
}

/** Records the key before its first byte. Null: the copy is there, or the document has nothing to copy (mint says so). */
async function begin(tx: Db, linkId: string): Promise<Copying | null> {
  const link = await tx.mailingLink.findUniqueOrThrow({
    where: { capabilityId: linkId },
    select: {
      object: { select: { id: true, state: true } },
      link: { select: { capability: { select: { documentId: true } } } },
    },
  })
  if (link.object?.state === 'LIVE') return null
  if (link.object) await doom(tx, { id: link.object.id, state: 'WRITING' })
  const { documentId } = link.link.capability
  const [from] = await tx.$queryRaw<{ key: string; size: bigint; etag: string }[]>`
    SELECT o.key, o.size, o.etag FROM "Document" d JOIN "StoredObject" o ON o.id = d."objectId" AND o.state = 'LIVE'
    WHERE d.id = ${documentId}::uuid AND d.status = 'READY' AND d."deletedAt" IS NULL`
  if (!from) return null
  const to = await tx.storedObject.create({
    data: { key: mailedKey(), documentId, writableUntil: new Date(Date.now() + WRITABLE_MS) },
    select: { id: true, key: true },
  })
  await tx.mailingLink.update({
    where: { capabilityId: linkId },
    data: { objectId: to.id, issuedUrlId: null },
    select: { capabilityId: true },
  })
  return { from: { ...from, size: Number(from.size) }, to }
}

/** Dooms copies whose URL has ended, was killed, or will not be signed any more. */
export async function doomEndedCopies(): Promise<number> {
  const count = await doom(db(), {
    state: 'LIVE',
    key: { startsWith: MAILED_PREFIX },
    servedBy: null,
    issuedUrls: { none: { killedAt: null, expiresAt: { gt: new Date() } } },
    OR: [{ mailedTo: null }, { mailedTo: { recipient: { state: { notIn: ['QUEUED', 'SENDING'] } } } }],
  })
  if (count > 0) log().info({ count }, 'copies that were made for messages have ended')
  return count
}
