import { deleteDocument, getDocument, renameDocument } from '@/lib/api/contracts/documents'
import { isFinal, readDocument } from '@/lib/api/document'
import { endpoint } from '@/lib/api/endpoint'
import { documentAnswer, unchangedSince } from '@/lib/api/etag'
import { whenOver } from '@/lib/api/long-poll'
import { deleteDocument as remove } from '@/lib/documents/delete'
import { renameDocument as rename } from '@/lib/documents/rename'

export const GET = endpoint(getDocument, async ({ principal, params, query, request }) => {
  const document = await whenOver({
    principal,
    request,
    seconds: query.wait,
    look: () => readDocument(principal, params.id),
    documentIdOf: ({ id }) => id,
    isOver: isFinal,
  })
  return documentAnswer(request, document)
})

export const PATCH = endpoint(renameDocument, async ({ principal, params, input, request }) => {
  await rename(principal, params.id, input.name, unchangedSince(request, principal, params.id))
  return documentAnswer(request, await readDocument(principal, params.id))
})

export const DELETE = endpoint(deleteDocument, async ({ principal, params, request }) => {
  await remove(principal, params.id, unchangedSince(request, principal, params.id))
  return new Response(null, { status: 204 })
})

export { options as OPTIONS, wrongMethod as POST, wrongMethod as PUT } from '@/lib/api/methods'
