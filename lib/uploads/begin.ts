import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { recordMany } from '../audit/record'
import { holdAgent } from '../auth/hold-agent'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { sortName } from '../documents/sort-name'
import { AppError } from '../errors'
import { notifyDocuments } from '../live/notify'
import { charge } from '../quotas/charge'
import { storeVerifiesChecksums } from '../storage/checksums'
import { FILES_AT_ONCE } from './limits'
import { signPlan } from './plan'
import { refuseDigest, refuseTooLarge, signableOf, uploadRows } from './rows'
import type { BegunUpload, beginUploadsInput } from './schema'

/** A thousand files are three thousand rows; Prisma's own limit of 5 s is for a handful. */
const THOUSAND_FILES = { timeout: 60_000, maxWait: 10_000 }

const BOUND = 'This token is bound to its documents and makes no new ones. Use one that is not bound.'

type Drop = z.output<typeof beginUploadsInput>
type NewDocument = ReturnType<typeof planDocument>
/** `inOne`: in one request each, wherever the store takes it so, for who cannot have parts signed. */
type How = { inOne?: boolean }

/**
 * Begins the uploads of one drop, and answers the plans of those files that start at once, in the order of the files.
 * @throws what createDocuments() throws; nothing is begun then
 */
export async function beginUploads(principal: Principal, drop: Drop, how: How = {}): Promise<BegunUpload[]> {
  const begun = await createDocuments(principal, drop, how)
  return Promise.all(
    begun.map(async ({ object, upload }) => {
      const plan = upload.signedAt ? await signPlan(signableOf({ object, upload })) : null
      return { documentId: upload.documentId, uploadId: upload.id, plan }
    }),
  )
}

/**
 * Room, and rows for every file, in one transaction.
 * @throws NOT_ALLOWED for a token that is bound to its documents; TOO_LARGE when a file is over the limit, QUOTA_EXCEEDED
 *   when they do not fit together; BAD_INPUT for a SHA-256 that would not be checked
 */
export async function createDocuments(
  principal: Principal,
  drop: Drop,
  { inOne = false }: How = {},
): Promise<NewDocument[]> {
  if (principal.kind === 'agent' && principal.documentIds) throw new AppError('NOT_ALLOWED', BOUND)
  for (const file of drop.files) {
    refuseTooLarge(file)
    refuseDigest(file, inOne)
  }
  const checksums = drop.checksums && (await storeVerifiesChecksums())
  const begun = drop.files.map((file, index) =>
    planDocument(principal, file, { startsNow: index < FILES_AT_ONCE, checksums, inOne }),
  )
  const bytes = drop.files.reduce((sum, { size }) => sum + size, 0)

  await db().$transaction(async (tx) => {
    await holdAgent(tx, principal)
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
  return begun
}

function planDocument(
  principal: Principal,
  file: Drop['files'][number],
  how: { startsNow: boolean; checksums: boolean; inOne: boolean },
) {
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
