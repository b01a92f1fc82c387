import { z } from 'zod'

// Client-safe: documents as /api/v1 answers them. A public promise: what is here stays, and new members may come.

export const DOCUMENT_STATUSES = ['uploading', 'verifying', 'ready', 'rejected'] as const

const may = z.object({
  download: z.boolean(),
  preview: z.boolean().meta({ description: 'Whether `disposition=inline` shows it in a browser.' }),
  rename: z.boolean(),
  replace: z.boolean().meta({ description: 'Bring a new file.' }),
  share: z.boolean(),
  delete: z.boolean(),
})

const newFile = z
  .object({
    uploadId: z.uuid(),
    status: z.enum(['receiving', 'verifying', 'done', 'rejected', 'cancelled']),
    rejection: z.string().nullable(),
  })
  .meta({ description: 'A file that is to replace the one it has; the document stays ready meanwhile.' })

export const documentSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    size: z.number().int().meta({ description: 'Bytes: declared until it is ready, measured from then on.' }),
    status: z.enum(DOCUMENT_STATUSES).meta({
      description: 'Final is `ready`, or `rejected` with the reason in `rejection`.',
    }),
    rejection: z.string().nullable().meta({ description: 'Why it was rejected, as a sentence.' }),
    contentType: z.string().nullable().meta({ description: 'By its bytes, not by its name. Null until it is ready.' }),
    digest: z.string().nullable().meta({
      description:
        '`sha256:<base64>` of the whole, or `sha256:<base64>-<parts>` over the digests of its parts. Null until it is computed, and for large files whose parts came without digests.',
    }),
    scan: z
      .enum(['clean', 'too-large'])
      .nullable()
      .meta({ description: 'What the malware scanner said. Null: none is set up.' }),
    owner: z.object({ id: z.uuid(), name: z.string() }),
    role: z.enum(['owner', 'editor', 'viewer']).meta({ description: 'The best that the caller has in it.' }),
    may: may.meta({ description: 'What the caller may now: by the rights of the person and the scopes of the token.' }),
    newFile: newFile.nullable(),
    createdAt: z.iso.datetime(),
    readyAt: z.iso.datetime().nullable().meta({ description: 'Since when it has the file that it has.' }),
  })
  .meta({ id: 'Document' })

export type ApiDocument = z.output<typeof documentSchema>

export const documentParams = z.object({ id: z.uuid().meta({ description: 'The document.' }) })

const MOST_A_PAGE = 100

/** Of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MOST_A_PAGE).default(50),
  cursor: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: '`nextCursor` of the page before, with the same query.' }),
}

/** Longer than this, proxies give up on an answer that says nothing. */
export const MAX_WAIT_SECONDS = 30

export const waitQuery = z.object({
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_WAIT_SECONDS)
    .default(0)
    .meta({ description: 'Seconds that the answer may wait for a final status. It comes as soon as there is one.' }),
})
