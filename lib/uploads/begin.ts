import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { recordMany } from '../audit/record'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { sortName } from '../documents/sort-name'
import { notifyDocuments } from '../live/notify'
import { charge } from '../quotas/charge'
import { storeVerifiesChecksums } from '../storage/checksums'
import { FILES_AT_ONCE } from './limits'
import { signPlan } from './plan'
import { refuseTooLarge, signableOf, uploadRows } from './rows'
import type { BegunUpload, beginUploadsInput } from './schema'

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
    planDocument(principal, file, { startsNow: index < FILES_AT_ONCE, checksums }),
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
    begun.map(async ({ object, upload }) => {
      const plan = upload.signedAt ? await signPlan(signableOf({ object, upload })) : null
      return { documentId: upload.documentId, uploadId: upload.id, plan }
    }),
  )
}

function planDocument(principal: Principal, file: File, how: { startsNow: boolean; checksums: boolean }) {
  const document = {
    id: randomUUID(),
    ownerId: principal.userId,
    name: file.name,
    sortName: sortName(file.name),
    size: file.size,
    chargedBytes: file.size,
  }
  return { document, ...uploadRows(principal, document.id, file, how) }
}
