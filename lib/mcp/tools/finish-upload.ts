import 'server-only'
import { finishUpload as contract } from '../../api/contracts/uploads'
import { toUpload } from '../../api/upload'
import { finishUpload as finish } from '../../uploads/finish'
import { findUpload } from '../../uploads/status'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

export const finishUpload = tool({
  name: 'finish_upload',
  title: 'Finish an upload',
  description:
    'Says that the last byte went out; `id` is that of the upload. The store is asked whether it has all of it. Then call get_document with `wait` until the document is ready.',
  scope: 'documents:write',
  input: contract.params!,
  output: answerOf(contract, 200),
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  run: async (principal, { id }) => {
    const finished = await finish(principal, id)
    const upload = toUpload(await findUpload(principal, id))
    return { arrived: finished.arrived, reason: finished.arrived ? null : finished.reason, upload }
  },
})
