import { z } from 'zod'

// Client-safe: what the page of deleted documents and the server say to each other.

export type TrashRow = {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** ISO 8601, as the next. */
  deletedAt: string
  /** When it goes for good. */
  endsAt: string
}

export type TrashPage = {
  rows: TrashRow[]
  nextCursor: string | null
  /** Of the whole trash. */
  count: number
  bytes: number
}

export const trashQuery = z.object({ cursor: z.string().max(100).optional() })

/** Who gets it back with a restore, by the rule at this moment. */
export type RestoreEffect = { people: number; links: number }
