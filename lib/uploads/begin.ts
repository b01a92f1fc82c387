import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { recordMany } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { notifyDocuments } from '../live/notify'
import { charge } from '../quotas/charge'
import { storeVerifiesChecksums } from '../storage/checksums'
import { objectKey, stagingKey } from '../storage/keys'
import { lifeSeconds, signatureSeconds, signPlan } from './plan'
import { FILES_AT_ONCE, type BegunUpload, type beginUploadsInput } from './schema'
import { maxUploadBytes, partSizeFor, strategyFor } from './strategy'

/** How long a file of a large drop may wait for its turn before its upload counts as forgotten. */
const WAITING_SECONDS = 24 * 3600

/** A thousand files are three thousand rows; Prisma's own limit of 5 s is for a handful. */
const THOUSAND_FILES = { timeout: 60_000, maxWait: 10_000 }

type Drop = z.output<typeof beginUploadsInput>
type File = Drop['files'][number]

/**
 * Begins the uploads of one drop: room, and rows for every file, in one transaction; and the plans of those files that
 * start at once. The answer keeps the order of the files.
 * @throws TOO_LARGE when a file is over the limit, QUOTA_EXCEEDED when they do not fit together; nothing is begun then
 */
export async function beginUploads(principal: Principal, drop: Drop): Promise<BegunUpload[]> {
  for (const file of drop.files) refuseTooLarge(file)
  const checksums = drop.checksums && (await storeVerifiesChecksums())
  const begun = drop.files.map((file, index) =>
    planRows(principal, file, { startsNow: index < FILES_AT_ONCE, checksums }),
  )
  const bytes = drop.files.reduce((sum, { size }) => sum + size, 0)

  await db().$transaction(async (tx) => {
    await charge(tx, principal.userId, bytes)
    await tx.document.createMany({ data: begun.map(({ document }) => document) })
    await tx.storedObject.createMany({ data: begun.map(({ object }) => object) })
    await tx.upload.createMany({ data: begun.map(({ upload }) => upload) })
    const entries = begun.map(({ document }) => ({ documentId: document.id, details: { bytes: document.size } }))
    await recordMany(tx, { action: 'document.uploaded', actor: principal }, entries)
    await notifyDocuments(
      tx,
      begun.map(({ document }) => document.id),
    )
  }, THOUSAND_FILES)

  return Promise.all(
    begun.map(async ({ document, object, upload }) => {
      const signable = { ...upload, key: object.key, size: document.size, type: upload.declaredType, multipartId: null }
      return { documentId: document.id, uploadId: upload.id, plan: upload.signedAt ? await signPlan(signable) : null }
    }),
  )
}

function refuseTooLarge(file: File): void {
  const limit = maxUploadBytes()
  if (file.size <= limit) return
  const [has, may] = [file.size, limit].map((bytes) => bytes.toLocaleString('en'))
  throw new AppError('TOO_LARGE', `“${file.name}” has ${has} bytes; at most ${may} are taken here.`)
}

function planRows(principal: Principal, file: File, how: { startsNow: boolean; checksums: boolean }) {
  const strategy = strategyFor(file.size)
  const sized = { strategy, size: file.size, partSize: strategy === 'MULTIPART' ? partSizeFor(file.size) : null }
  const now = new Date()
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const document = {
    id: randomUUID(),
    ownerId: principal.userId,
    name: file.name,
    size: file.size,
    chargedBytes: file.size,
  }
  // Parts go to the object's own key: once joined, no part URL can change it. What one signature writes whole is staged.
  const key = strategy === 'MULTIPART' ? objectKey() : stagingKey()
  const object = { id: randomUUID(), key, documentId: document.id, writableUntil: after(signatureSeconds(sized)) }
  const upload = {
    id: randomUUID(),
    documentId: document.id,
    uploaderId: principal.userId,
    strategy,
    objectId: object.id,
    declaredSize: file.size,
    declaredType: file.type,
    partSize: sized.partSize,
    checksums: strategy === 'MULTIPART' && how.checksums,
    signedAt: how.startsNow ? now : null,
    expiresAt: after(how.startsNow ? lifeSeconds(sized) : WAITING_SECONDS),
  }
  return { document, object, upload }
}
