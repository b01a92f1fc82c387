import 'server-only'
import type { Principal } from '../auth/principal'
import type { BegunUpload } from '../uploads/schema'
import { findUpload } from '../uploads/status'
import { created } from './created'
import { readDocument } from './document'
import { etagOf } from './etag'
import { toPlan, toUpload } from './upload'

/** What was begun, for who began it. */
export async function begunBy(principal: Principal, { documentId, uploadId, plan }: BegunUpload) {
  const [document, found] = [await readDocument(principal, documentId), await findUpload(principal, uploadId)]
  const upload = toUpload(found)
  if (!plan) throw new Error('an upload that was begun alone starts at once')
  return { document, upload, plan: toPlan(upload, plan) }
}

/** The same as an answer of REST. `location` is below /api/v1. */
export async function begun(principal: Principal, it: BegunUpload, location: string): Promise<Response> {
  const body = await begunBy(principal, it)
  const answer = created(location, body)
  answer.headers.set('ETag', etagOf(body.document))
  return answer
}
