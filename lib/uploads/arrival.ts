import 'server-only'
import { db } from '../db'
import type { UploadStrategy } from '../generated/prisma/enums'
import { listParts, type ListedPart } from '../storage/multipart'
import { headObject, type ObjectHead } from '../storage/objects'
import { partCount, partLength } from './strategy'

/** How the bytes of an upload lie in the store, once all of them are there. */
export type Arrival =
  /** Under the staging key that the browser wrote. */
  | { how: 'staged'; head: ObjectHead }
  /** As parts, complete in number and size, waiting to be joined. */
  | { how: 'parts'; multipartId: string; parts: ListedPart[] }
  /** Joined already, by a settle that did not live to say so. */
  | { how: 'joined'; head: ObjectHead }

export type Awaited = {
  documentId: string
  uploaderId: string
  agentTokenId: string | null
  replaces: boolean
  key: string
  multipartId: string | null
  strategy: UploadStrategy
  declaredSize: bigint
  partSize: number | null
}

/** What is known of an upload that is still awaited; null when it has ended or never was. */
export async function awaited(uploadId: string): Promise<Awaited | null> {
  const upload = await db().upload.findUnique({
    where: { id: uploadId, state: 'ACTIVE' },
    select: {
      documentId: true,
      uploaderId: true,
      agentTokenId: true,
      replaces: true,
      strategy: true,
      declaredSize: true,
      partSize: true,
      object: { select: { key: true, multipartId: true } },
    },
  })
  if (!upload) return null
  const { object, ...rest } = upload
  return { ...object, ...rest }
}

/** Asks the store whether all of it is there. Null: not (yet). Throws STORE_DOWN. */
export async function look(upload: Omit<Awaited, 'documentId' | 'uploaderId' | 'replaces'>): Promise<Arrival | null> {
  if (upload.strategy !== 'MULTIPART') {
    const head = await headObject(upload.key)
    return head && { how: 'staged', head }
  }
  const { multipartId } = upload
  if (!multipartId) return null
  const parts = await listParts(upload.key, multipartId)
  if (parts) return isComplete(upload, parts) ? { how: 'parts', multipartId, parts } : null
  const head = await headObject(upload.key)
  return head && { how: 'joined', head }
}

/** Every part there, each with exactly its length: then the sum is right too. Exported for its test. */
export function isComplete(upload: Pick<Awaited, 'declaredSize' | 'partSize'>, parts: readonly ListedPart[]): boolean {
  const size = Number(upload.declaredSize)
  const partSize = upload.partSize ?? size
  if (parts.length !== partCount(size, partSize)) return false
  return parts.every(
    (part, index) => part.number === index + 1 && part.size === partLength(size, partSize, part.number),
  )
}
