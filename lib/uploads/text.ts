import 'server-only'
import type { Principal } from '../auth/principal'
import { AppError } from '../errors'
import { log } from '../log'
import { writeSmall } from '../storage/objects'
import { abandonUpload } from './abandon'
import { createDocuments } from './begin'
import { beginUploadsInput } from './schema'
import { settle } from './settle'

/** What somebody writes down in one go; anything larger is a file, and goes from its holder to the store. */
export const MAX_TEXT_BYTES = 1024 ** 2

/**
 * Makes a document of a text that came with the request itself, for clients that cannot send bytes to the store. The
 * server writes it under the staging key that a browser would write, and from there it goes the one road to READY. An
 * exception to “bytes never pass through the app”: docs/decisions/0060-text-goes-through-the-app.md.
 * @throws TOO_LARGE over a mebibyte of UTF-8; what createDocuments() throws; STORE_DOWN, and then nothing is left of it
 */
export async function uploadText(
  principal: Principal,
  { name, text }: { name: string; text: string },
): Promise<{ documentId: string; uploadId: string }> {
  const bytes = text.toWellFormed()
  const size = Buffer.byteLength(bytes)
  if (size > MAX_TEXT_BYTES) {
    const [has, may] = [size, MAX_TEXT_BYTES].map((count) => count.toLocaleString('en'))
    throw new AppError(
      'TOO_LARGE',
      `The text has ${has} bytes; at most ${may} are taken this way. Upload it as a file.`,
    )
  }
  const drop = beginUploadsInput.parse({ files: [{ name, size, type: 'text/plain' }] })
  const [begun] = await createDocuments(principal, drop)
  const { upload, object } = begun!
  try {
    await writeSmall(object.key, bytes)
  } catch (error) {
    await abandonUpload(principal, upload.id).catch(() => undefined)
    throw error
  }
  // It is in the store now: whatever disturbs this, the reconciler brings it to its end.
  await settle(upload.id).catch((error: unknown) => {
    log().warn({ err: error, uploadId: upload.id }, 'a text could not be settled yet')
  })
  return { documentId: upload.documentId, uploadId: upload.id }
}
