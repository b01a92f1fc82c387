import 'server-only'
import type { z } from 'zod'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { abortMultiparts, createMultipart, presignPart } from '../storage/multipart'
import { ownActiveUpload } from './own'
import { recordAndSign, recordSigning, signatureSeconds, type Signable } from './plan'
import type { SignedPart, signPartsInput, UploadPlan } from './schema'
import { partCount, partLength } from './strategy'

/**
 * Signs an upload (again): when its file's turn has come, when the store refused a signature that had run out, or when it
 * is resumed. @throws NOT_FOUND, CONFLICT as ownActiveUpload()
 */
export async function signUpload(principal: Principal, uploadId: string): Promise<UploadPlan> {
  return recordAndSign(await ownActiveUpload(principal, uploadId))
}

type PartsAsked = z.output<typeof signPartsInput>['parts']

/**
 * Signs parts whose turn has come, each with its exact length and, where the upload carries checksums, its SHA-256.
 * @throws NOT_FOUND, CONFLICT as ownActiveUpload(); BAD_INPUT for a part that the file does not have; STORE_DOWN
 */
export async function signParts(
  principal: Principal,
  uploadId: string,
  parts: PartsAsked,
): Promise<(SignedPart & { size: number })[]> {
  const upload = await ownActiveUpload(principal, uploadId)
  const { partSize } = upload
  if (upload.strategy !== 'MULTIPART' || partSize === null) throw new AppError('BAD_INPUT', 'This upload has no parts.')
  const last = partCount(upload.size, partSize)
  const asked = parts.map(({ number, sha256 }) => {
    if (number > last) throw new AppError('BAD_INPUT', `The file has ${last} parts.`)
    if (upload.checksums && !sha256) throw new AppError('BAD_INPUT', 'Every part of this upload needs its SHA-256.')
    return { number, sha256: upload.checksums ? sha256 : null, length: partLength(upload.size, partSize, number) }
  })
  const multipartId = upload.multipartId ?? (await openMultipart(upload))
  await db().$transaction(async (tx) => {
    await recordSigning(tx, upload)
    for (const { number, sha256 } of asked) {
      if (!sha256) continue
      const bytes = Buffer.from(sha256, 'base64')
      await tx.uploadPart.upsert({
        where: { uploadId_number: { uploadId, number } },
        create: { uploadId, number, sha256: bytes },
        update: { sha256: bytes },
        select: { number: true },
      })
    }
  })
  const seconds = signatureSeconds(upload)
  return Promise.all(
    asked.map(async (part) => ({
      ...(await presignPart({ ...part, key: upload.key, multipartId, seconds })),
      size: part.length,
    })),
  )
}

/** Opens the multipart upload at its first part. Of two tabs that do so at once, one's id is kept; the sweeper ends the other. */
async function openMultipart(upload: Signable): Promise<string> {
  const multipartId = await createMultipart(upload.key, upload.checksums)
  const won = await db().storedObject.updateMany({
    where: { id: upload.objectId, multipartId: null, state: 'WRITING' },
    data: { multipartId },
  })
  if (won.count === 1) return multipartId
  const { multipartId: theirs } = await db().storedObject.findUniqueOrThrow({
    where: { id: upload.objectId },
    select: { multipartId: true },
  })
  await abortMultiparts(upload.key, { except: theirs })
  if (!theirs) throw new AppError('CONFLICT', 'This upload has ended. Upload the file again.')
  return theirs
}
