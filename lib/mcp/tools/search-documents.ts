import 'server-only'
import { listDocuments } from '../../api/contracts/documents'
import { toDocument } from '../../api/document'
import { findPage } from '../../documents/list'
import { STATUS_OF } from '../../documents/row'
import { answerOf } from '../answer-of'
import { tool } from '../tool'

export const searchDocuments = tool({
  name: 'search_documents',
  title: 'Search documents',
  description:
    'The documents that you may see, page by page: by a part of the name, by status, only one’s own or only those of others. Without arguments all, the newest first.',
  scope: 'documents:read',
  input: listDocuments.query!,
  output: answerOf(listDocuments, 200),
  hints: { readOnlyHint: true, openWorldHint: false },
  run: async (principal, { status, ...query }) => {
    const { found, nextCursor } = await findPage(principal, { ...query, status: status && STATUS_OF[status] })
    return { documents: found.map((document) => toDocument(principal, document)), nextCursor }
  },
})
