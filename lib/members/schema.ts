import { z } from 'zod'
import { MEMBER_ROLES, type MemberRole } from './roles'

// Client-safe: what the members page and the server say to each other.

export const memberRole = z.enum(MEMBER_ROLES, { error: 'Choose a role.' })

export type MemberState = 'active' | 'invited' | 'disabled'

export type MemberRow = {
  id: string
  email: string
  name: string
  role: MemberRole
  state: MemberState
  createdAt: Date
  lastSeenAt: Date | null
}

/** RFC 5321 §4.5.3.1: 64 + 1 + 255, of which 254 can be used. */
const MAX_EMAIL = 254
const MAX_NAME = 100

export const emailAddress = z
  .string({ error: 'Type an email address.' })
  .transform((email) => email.trim().toLowerCase())
  .pipe(z.email({ error: 'That is not an email address.' }).max(MAX_EMAIL, 'That address is too long.'))

export const personName = z
  .string({ error: 'Type a name.' })
  .transform((name) =>
    name
      .toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim(),
  )
  .pipe(z.string().min(1, 'Type a name.').max(MAX_NAME, `A name has at most ${MAX_NAME} characters.`))

export const inviteInput = z.object({ email: emailAddress, name: personName, role: memberRole })
export type Invite = z.output<typeof inviteInput>

export const memberInput = z.object({ userId: z.uuid({ error: 'That is not the id of a member.' }) })
export const roleInput = memberInput.extend({ role: memberRole })
