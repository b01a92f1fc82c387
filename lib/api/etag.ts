import 'server-only'
import type { Principal } from '../auth/principal'
import type { Guard } from '../documents/access'
import { readDocument } from './document'
import type { ApiDocument } from './document-schema'
import { tagged, tagOf, unchanged } from './tagged'

/** Two documents of the same tag have the same name, file, status and owner, and the rest of the answer in common. */
export function etagOf(document: ApiDocument): string {
  const { id, name, size, status, rejection, contentType, readyAt, owner } = document
  return tagOf([id, name, size, status, rejection, contentType, readyAt, owner.id], document)
}

/** The answer with the document, or 304 when `If-None-Match` names it as it is. */
export function documentAnswer(request: Request, document: ApiDocument): Response {
  return tagged(request, document, etagOf(document))
}

/** What `If-Match` asks of a document that is locked for a change, if the request has it. */
export function unchangedSince(request: Request, principal: Principal, documentId: string): Guard | undefined {
  return unchanged(request, async (tx) => etagOf(await readDocument(principal, documentId, tx)))
}
