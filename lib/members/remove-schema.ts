import { z } from 'zod'
import { memberInput } from './schema'

// Client-safe: what removing a member is asked with, and what it means.

export const removeInput = memberInput.extend({
  /** Who gets their documents. Null where there are none. */
  heirId: z.uuid({ error: 'Choose who gets the documents.' }).nullable(),
})
export type Removal = z.output<typeof removeInput>

/** What a removal is about to do. */
export type RemovalPreview = {
  documents: number
  /** How many of them are deleted, and can still be restored. */
  trashed: number
  /** What they count in storage. */
  bytes: number
  /** Grants to this person, and links of theirs on documents of others: these end. */
  grants: number
  links: number
  groups: number
  /** Agent tokens that have not ended yet. */
  tokens: number
}

export type Removed = { documents: number; urlsKilled: number; heir: string | null; told: boolean }
