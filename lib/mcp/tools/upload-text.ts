import 'server-only'
import { z } from 'zod'
import { readDocument } from '../../api/document'
import { documentSchema } from '../../api/document-schema'
import { documentName } from '../../documents/schema'
import { uploadText as upload } from '../../uploads/text'
import { tool } from '../tool'

export const uploadText = tool({
  name: 'upload_text',
  title: 'Upload a text',
  description:
    'Makes a document of a text of up to 1 MiB that you give here (notes, Markdown, CSV, source). Files go by begin_upload.',
  scope: 'documents:write',
  input: z.object({
    name: documentName.meta({ description: 'With its ending, as “notes.md”.' }),
    text: z.string().meta({ description: 'The whole content.' }),
  }),
  output: documentSchema,
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  run: async (principal, input) => {
    const { documentId } = await upload(principal, input)
    return readDocument(principal, documentId)
  },
})
