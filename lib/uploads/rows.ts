import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Principal } from '../auth/principal'
import { AppError } from '../errors'
import { objectKey, stagingKey } from '../storage/keys'
import { lifeSeconds, signatureSeconds, type Signable } from './plan'
import { LARGEST_DIGESTED } from '../documents/digest'
import { maxUploadBytes, partSizeFor, strategyFor } from './strategy'

/** How long a file of a large drop may wait for its turn before its upload counts as forgotten. */
const WAITING_SECONDS = 24 * 3600

type File = { name: string; size: number; type: string; sha256?: string | null | undefined }
type Rows = ReturnType<typeof uploadRows>

/** Throws TOO_LARGE with the numbers. */
export function refuseTooLarge(file: File): void {
  const limit = maxUploadBytes()
  if (file.size <= limit) return
  const [has, may] = [file.size, limit].map((bytes) => bytes.toLocaleString('en'))
  throw new AppError('TOO_LARGE', `“${file.name}” has ${has} bytes; at most ${may} are taken here.`)
}

/** Throws BAD_INPUT for a SHA-256 of the whole where nobody reads the whole. */
export function refuseDigest({ size, sha256 }: File, inOne = false): void {
  if (!sha256) return
  if (strategyFor(size, inOne) === 'MULTIPART') {
    throw new AppError('BAD_INPUT', 'A file of this size goes up in parts: sign each with its SHA-256 (`checksums`).')
  }
  if (size > LARGEST_DIGESTED) throw new AppError('BAD_INPUT', 'A file of this size is taken without a SHA-256 only.')
}

/** The rows of one upload that is to bring the bytes of a document, written before its first byte. */
export function uploadRows(
  principal: Principal,
  documentId: string,
  file: File,
  how: { startsNow: boolean; checksums: boolean; inOne?: boolean },
) {
  const strategy = strategyFor(file.size, how.inOne)
  const sized = { strategy, size: file.size, partSize: strategy === 'MULTIPART' ? partSizeFor(file.size) : null }
  const now = new Date()
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  // Parts go to the object's own key: once joined, no part URL can change it. What one signature writes whole is staged.
  const key = strategy === 'MULTIPART' ? objectKey() : stagingKey()
  const object = { id: randomUUID(), key, documentId, writableUntil: after(signatureSeconds(sized)) }
  const upload = {
    id: randomUUID(),
    documentId,
    uploaderId: principal.userId,
    agentTokenId: principal.kind === 'agent' ? principal.tokenId : null,
    strategy,
    objectId: object.id,
    declaredSize: file.size,
    declaredType: file.type,
    declaredSha256: file.sha256 ? new Uint8Array(Buffer.from(file.sha256, 'base64')) : null,
    partSize: sized.partSize,
    checksums: strategy === 'MULTIPART' && how.checksums,
    signedAt: how.startsNow ? now : null,
    expiresAt: after(how.startsNow ? lifeSeconds(sized) : WAITING_SECONDS),
  }
  return { object, upload }
}

/** What is signed of an upload whose rows are written. */
export function signableOf({ object, upload }: Rows): Signable {
  return { ...upload, key: object.key, size: upload.declaredSize, type: upload.declaredType, multipartId: null }
}
