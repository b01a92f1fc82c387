import { z } from 'zod'
import { MAX_GROUP_NAME } from './limits'

// Client-safe: what the groups on the members page and the server say to each other.

/** Well-formed Unicode without control characters and direction overrides, trimmed. */
export const groupName = z
  .string({ error: 'Type a name.' })
  .transform((name) =>
    name
      .toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim(),
  )
  .pipe(z.string().min(1, 'Type a name.').max(MAX_GROUP_NAME, `A name has at most ${MAX_GROUP_NAME} characters.`))

const groupId = z.uuid({ error: 'That is not the id of a group.' })

export const createGroupInput = z.object({ name: groupName })
export const renameGroupInput = z.object({ groupId, name: groupName })
export const groupInput = z.object({ groupId })
export const groupMemberInput = z.object({ groupId, userId: z.uuid({ error: 'That is not the id of a member.' }) })

export type GroupPerson = { id: string; name: string; email: string; disabled: boolean }

export type GroupRow = {
  id: string
  name: string
  people: GroupPerson[]
  /** Documents that are given to it now. */
  documents: number
}
