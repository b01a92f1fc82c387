import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { recordMany } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { env } from '../env'
import { AppError } from '../errors'
import { notifyDocuments } from '../live/notify'
import { stagingKey } from '../storage/keys'
import { policySeconds, signPlan } from './plan'
import { FILES_AT_ONCE, type BegunUpload, type beginUploadsInput } from './schema'

/** How long a file of a large drop may wait for its turn before its upload counts as forgotten. */
const WAITING_LIFE_MS = 24 * 60 * 60_000

/** A thousand files are three thousand rows; Prisma's own limit of 5 s is for a handful. */
const THOUSAND_FILES = { timeout: 60_000, maxWait: 10_000 }

type File = z.output<typeof beginUploadsInput>['files'][number]

/**
 * Begins the uploads of one drop: rows for every file in one transaction, and the signed forms of those that start at
 * once. The answer keeps the order of the files.
 * @throws TOO_LARGE when a file is over MAX_UPLOAD_BYTES; nothing is begun then
 */
export async function beginUploads(principal: Principal, files: readonly File[]): Promise<BegunUpload[]> {
  for (const file of files) refuseTooLarge(file)
  const begun = files.map((file, index) => planRows(principal, file, index < FILES_AT_ONCE))

  await db().$transaction(async (tx) => {
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
      const { size, type } = { size: document.size, type: upload.declaredType }
      const signable = { id: upload.id, objectId: object.id, key: object.key, size, type }
      return { documentId: document.id, uploadId: upload.id, plan: upload.signedAt ? await signPlan(signable) : null }
    }),
  )
}

function refuseTooLarge(file: File): void {
  const limit = env().MAX_UPLOAD_BYTES
  if (file.size <= limit) return
  const [has, may] = [file.size, limit].map((bytes) => bytes.toLocaleString('en'))
  throw new AppError('TOO_LARGE', `“${file.name}” has ${has} bytes; at most ${may} are taken here.`)
}

function planRows(principal: Principal, file: File, startsNow: boolean) {
  const now = new Date()
  const until = new Date(now.getTime() + (startsNow ? policySeconds(file.size) * 1000 : WAITING_LIFE_MS))
  const document = { id: randomUUID(), ownerId: principal.userId, name: file.name, size: file.size }
  const object = { id: randomUUID(), key: stagingKey(), documentId: document.id, writableUntil: until }
  const upload = {
    id: randomUUID(),
    documentId: document.id,
    uploaderId: principal.userId,
    strategy: 'POST' as const,
    objectId: object.id,
    declaredSize: file.size,
    declaredType: file.type,
    signedAt: startsNow ? now : null,
    expiresAt: until,
  }
  return { document, object, upload }
}
