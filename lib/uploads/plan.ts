import 'server-only'
import { db, type Db } from '../db'
import { AppError } from '../errors'
import { presignPost } from '../storage/presign'
import type { UploadPlan } from './schema'

/** The slowest line that still gets its file through: 256 kB/s. */
const SLOWEST_BYTES_A_SECOND = 256_000
const SLACK_SECONDS = 15 * 60

/**
 * How long a form for `size` bytes stays valid, in seconds: some stores check the policy only after the last byte, so it
 * has to outlive the whole transfer. 2 GB: 8389 s + 900 s, about two and a half hours.
 */
export function policySeconds(size: number): number {
  return Math.ceil(size / SLOWEST_BYTES_A_SECOND) + SLACK_SECONDS
}

export type Signable = { id: string; objectId: string; key: string; size: number; type: string }

/** Records until when the key may be written. It comes before the signature: what is signed is always known. */
export async function recordSigning(tx: Db, upload: Pick<Signable, 'id' | 'objectId' | 'size'>): Promise<void> {
  const signedAt = new Date()
  const until = new Date(signedAt.getTime() + policySeconds(upload.size) * 1000)
  const active = await tx.upload.updateMany({
    where: { id: upload.id, state: 'ACTIVE' },
    data: { signedAt, expiresAt: until },
  })
  // It ended since it was looked at; a signature now would write a key that the sweeper is done with.
  if (active.count === 0) throw new AppError('CONFLICT', 'This upload has ended. Upload the file again.')
  await tx.storedObject.updateMany({ where: { id: upload.objectId }, data: { writableUntil: until } })
}

/** Signs the form for an upload whose signing is recorded. */
export async function signPlan(upload: Signable): Promise<UploadPlan> {
  const seconds = policySeconds(upload.size)
  const { url, fields } = await presignPost({ key: upload.key, size: upload.size, contentType: upload.type, seconds })
  return { strategy: 'post', url, fields, expiresAt: new Date(Date.now() + seconds * 1000).toISOString() }
}

/** Records and signs in one go, for an upload whose turn has come. */
export async function recordAndSign(upload: Signable): Promise<UploadPlan> {
  await db().$transaction((tx) => recordSigning(tx, upload))
  return signPlan(upload)
}
