import 'server-only'
import { begunBy } from '../../api/begun'
import { createDocument } from '../../api/contracts/documents'
import { beginUploads } from '../../uploads/begin'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

export const beginUpload = tool({
  name: 'begin_upload',
  title: 'Begin an upload',
  description:
    'Makes a document and says how its bytes are brought to the store: follow `plan.next` with a program that can send files (curl, a script), since they do not pass through this tool; up to 5 GiB in one request. Then call finish_upload. For a short text upload_text is enough.',
  scope: 'documents:write',
  input: createDocument.body!.omit({ checksums: true }),
  output: answerOf(createDocument, 201),
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  run: async (principal, file) => {
    // The tools sign no parts, and a model does not have the token with which REST would.
    const [upload] = await beginUploads(principal, { files: [file], checksums: false }, { inOne: true })
    return begunBy(principal, upload!)
  },
})
