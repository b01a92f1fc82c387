import { begun } from '@/lib/api/begun'
import { createDocument, listDocuments } from '@/lib/api/contracts/documents'
import { toDocument } from '@/lib/api/document'
import { endpoint } from '@/lib/api/endpoint'
import { findPage } from '@/lib/documents/list'
import { STATUS_OF } from '@/lib/documents/row'
import { beginUploads } from '@/lib/uploads/begin'

export const GET = endpoint(listDocuments, async ({ principal, query: { status, ...query } }) => {
  const { found, nextCursor } = await findPage(principal, { ...query, status: status && STATUS_OF[status] })
  return { documents: found.map((document) => toDocument(principal, document)), nextCursor }
})

export const POST = endpoint(createDocument, async ({ principal, input: { checksums, ...file } }) => {
  const [upload] = await beginUploads(principal, { files: [file], checksums })
  return begun(principal, upload!, `/documents/${upload!.documentId}`)
})

export { options as OPTIONS, wrongMethod as PUT, wrongMethod as PATCH, wrongMethod as DELETE } from '@/lib/api/methods'
