import 'server-only'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import type { UploadStrategy } from '../generated/prisma/enums'
import { listParts } from '../storage/multipart'
import { presignPost, presignPut } from '../storage/presign'
import type { UploadPlan } from './schema'
import { partCount } from './strategy'

/** The slowest line that still gets its file through: 256 kB/s. */
const SLOWEST_BYTES_A_SECOND = 256_000
const SLACK_SECONDS = 15 * 60

/** How long an upload in parts may rest between two signatures: a week away from the desk. */
const RESTING_SECONDS = 7 * 24 * 3600

/**
 * How long a signature for writing `size` bytes stays valid, in seconds: some stores check it only after the last byte,
 * so it has to outlive the whole transfer. 2 GB: 8389 s + 900 s, about two and a half hours.
 */
export function transferSeconds(size: number): number {
  return Math.ceil(size / SLOWEST_BYTES_A_SECOND) + SLACK_SECONDS
}

export type Signable = {
  id: string
  objectId: string
  key: string
  size: number
  type: string
  strategy: UploadStrategy
  partSize: number | null
  checksums: boolean
  multipartId: string | null
}

type Sized = Pick<Signable, 'strategy' | 'size' | 'partSize'>

/** How long an upload may go on after its last signature, in seconds. */
export function lifeSeconds(upload: Sized): number {
  return upload.strategy === 'MULTIPART' ? RESTING_SECONDS : signatureSeconds(upload)
}

/** How long what is signed for it can be used, in seconds: one transfer of the whole, or of one part. */
export function signatureSeconds(upload: Sized): number {
  return transferSeconds(upload.partSize ?? upload.size)
}

/** Records until when the key may be written. It comes before the signature: what is signed is always known. */
export async function recordSigning(tx: Db, upload: Signable): Promise<void> {
  const signedAt = new Date()
  const after = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000)
  const active = await tx.upload.updateMany({
    where: { id: upload.id, state: 'ACTIVE' },
    data: { signedAt, expiresAt: after(lifeSeconds(upload)) },
  })
  // It ended since it was looked at; a signature now would write a key that the sweeper is done with.
  if (active.count === 0) throw new AppError('CONFLICT', 'This upload has ended. Upload the file again.')
  await tx.storedObject.updateMany({
    where: { id: upload.objectId },
    data: { writableUntil: after(signatureSeconds(upload)) },
  })
}

/** The plan of an upload whose signing is recorded. */
export async function signPlan(upload: Signable): Promise<UploadPlan> {
  const seconds = signatureSeconds(upload)
  const write = { key: upload.key, size: upload.size, contentType: upload.type, seconds }
  const expiresAt = new Date(Date.now() + seconds * 1000).toISOString()
  switch (upload.strategy) {
    case 'POST':
      return { strategy: 'post', ...(await presignPost(write)), expiresAt }
    case 'PUT':
      return { strategy: 'put', ...(await presignPut(write)), expiresAt }
    case 'MULTIPART':
      return planParts(upload)
  }
}

async function planParts(upload: Signable): Promise<UploadPlan> {
  const partSize = upload.partSize ?? upload.size
  const there = upload.multipartId ? await listParts(upload.key, upload.multipartId) : null
  return {
    strategy: 'multipart',
    partSize,
    partCount: partCount(upload.size, partSize),
    checksums: upload.checksums,
    present: (there ?? []).map(({ number }) => number),
  }
}

/** Records and signs in one go, for an upload whose turn has come. */
export async function recordAndSign(upload: Signable): Promise<UploadPlan> {
  await db().$transaction((tx) => recordSigning(tx, upload))
  return signPlan(upload)
}
