import 'server-only'
import { getDocument as contract } from '../../api/contracts/documents'
import { isFinal, readDocument } from '../../api/document'
import { whenOver } from '../../api/long-poll'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

export const getDocument = tool({
  name: 'get_document',
  title: 'Look at a document',
  description:
    'What a document is, how far its upload is, and what you may do with it. After an upload call it with `wait`: it answers once the status is `ready` or `rejected`.',
  scope: 'documents:read',
  input: contract.params!.extend(contract.query!.shape),
  output: answerOf(contract, 200),
  hints: { readOnlyHint: true, openWorldHint: false },
  run: (principal, { id, wait }, request) =>
    whenOver({
      principal,
      request,
      seconds: wait,
      look: () => readDocument(principal, id),
      documentIdOf: (document) => document.id,
      isOver: isFinal,
    }),
})
