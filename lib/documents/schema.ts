import { z } from 'zod'

// Client-safe: what the pages and the server say to each other about documents.

export type DocumentStatusWord = 'Uploading' | 'Verifying' | 'Ready' | 'Rejected'

export type DocumentRow = {
  id: string
  name: string
  /** Bytes. */
  size: number
  owner: { id: string; name: string }
  /** ISO 8601. */
  createdAt: string
  status: DocumentStatusWord
  /** The reason of a rejection as a sentence for its reader. */
  rejection: string | null
  may: { download: boolean; rename: boolean; delete: boolean }
}

export type DocumentPage = { rows: DocumentRow[]; nextCursor: string | null }

export const SORT_KEYS = ['created', 'name', 'size'] as const
export const listQuery = z.object({
  sort: z.enum(SORT_KEYS).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(2000).optional(),
})
export type ListQuery = z.output<typeof listQuery>

export const documentId = z.uuid({ error: 'That is not the id of a document.' })

/** File systems end at 255 bytes; the bucket never sees the name, so characters are what counts for a reader. */
export const MAX_NAME_LENGTH = 255

/** A name as it is kept: well-formed Unicode without control characters, trimmed, not empty. */
export const documentName = z
  .string()
  .transform((name) => cleanName(name))
  .pipe(
    z
      .string()
      .min(1, 'Give the document a name.')
      .max(MAX_NAME_LENGTH, `A name has at most ${MAX_NAME_LENGTH} characters.`),
  )

/** What the stream `GET /api/live` sends: `event: refresh` (no data), `event: documents`, `event: signed-out`. */
export type DocumentsEvent = { changed: DocumentRow[]; gone: string[] }

function cleanName(name: string): string {
  // Control characters and the bidi overrides that make “gpj.exe” look like “exe.jpg” have no place in a name.
  return name
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
}
