import { z } from 'zod'
import { documentId } from '../documents/schema'

// Client-safe: what a transfer is asked with and what it answers.

export const transferInput = z.object({
  documentId,
  toId: z.uuid({ error: 'Choose who gets the document.' }),
  /** Whether the owner until now may go on changing it. */
  keepEditor: z.boolean(),
})
export type Transfer = z.output<typeof transferInput>

export type Transferred = {
  newOwner: string
  urlsKilled: number
  /** Whom the page says to tell, because no mail goes out. Null: the owner acted, or a mail is on its way. */
  tell: string | null
}
