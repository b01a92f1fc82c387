import { z } from 'zod'
import { MAX_NAME_LENGTH } from './limits'

// Client-safe: what the pages and the server say to each other about documents.

export type DocumentStatusWord = 'Uploading' | 'Verifying' | 'Ready' | 'Rejected'

/** A new file for a document that has one. The document is Ready all the while. */
export type NewFile = {
  uploadId: string
  status: 'Uploading' | 'Verifying' | 'Replaced' | 'Rejected' | 'Cancelled'
  /** Why it was rejected, as a sentence. */
  rejection: string | null
  /** Whether the reader may call it off. */
  mayCancel: boolean
}

export type DocumentRow = {
  id: string
  name: string
  /** Bytes. */
  size: number
  owner: { id: string; name: string }
  /** ISO 8601. */
  createdAt: string
  status: DocumentStatusWord
  /** By its bytes. Null until it is Ready. */
  contentType: string | null
  /** `sha256:<base64>`, with `-<parts>` behind it where it is one over the digests of parts. */
  digest: string | null
  scan: 'clean' | 'too-large' | null
  /** The reason of a rejection as a sentence for its reader. */
  rejection: string | null
  /** The last one, if it is on its way or was so lately; for those who may replace the file. */
  newFile: NewFile | null
  /** The best that the reader has in it. */
  role: 'OWNER' | 'EDITOR' | 'VIEWER'
  may: {
    open: boolean
    download: boolean
    rename: boolean
    replace: boolean
    share: boolean
    transfer: boolean
    delete: boolean
  }
}

/** What became of a document that was deleted. */
export type Deleted = {
  /** It waits in the trash, and can be restored. */
  trashed: boolean
  /** URLs that still answer: of a very large object, which a job moves, or of CloudFront's, which end by themselves. */
  urlsPending: number
}

export type DocumentPage = { rows: DocumentRow[]; nextCursor: string | null }

export const SORT_KEYS = ['created', 'name', 'size'] as const
export const listQuery = z.object({
  sort: z.enum(SORT_KEYS).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  /** Whose: the reader’s own, or those of others. Without it all. */
  show: z.enum(['mine', 'shared']).optional(),
  cursor: z.string().max(2000).optional(),
})
export type ListQuery = z.output<typeof listQuery>

export const documentId = z.uuid({ error: 'That is not the id of a document.' })

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
