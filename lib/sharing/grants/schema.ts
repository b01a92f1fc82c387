import { z } from 'zod'
import { documentId } from '../../documents/schema'
import { moment } from '../moment'
import { GRANT_ROLES, type GrantRole } from './roles'

// Client-safe: what the share dialog and the server say to each other about grants.

const grantee = z.object({ kind: z.enum(['USER', 'GROUP']), id: z.uuid() })
export type GranteeRef = z.output<typeof grantee>

const terms = {
  role: z.enum(GRANT_ROLES, { error: 'Choose what they may do.' }),
  viewOnly: z.boolean(),
  /** ISO 8601. Null: no end. */
  expiresAt: moment.nullable(),
}
export const VIEW_ONLY_VIEWERS = 'Only viewers can be limited to viewing: who may change a document can read it whole.'
export const viewOnlyIsForViewers = ({ role, viewOnly }: { role: GrantRole; viewOnly: boolean }) =>
  !viewOnly || role === 'VIEWER'

export const giveInput = z.object({ documentId, grantee, ...terms }).refine(viewOnlyIsForViewers, VIEW_ONLY_VIEWERS)
export type Give = z.output<typeof giveInput>

export const changeGrantInput = z
  .object({ documentId, grantId: z.uuid(), ...terms })
  .refine(viewOnlyIsForViewers, VIEW_ONLY_VIEWERS)
export type ChangeGrant = z.output<typeof changeGrantInput>

export type Terms = Pick<Give, 'role' | 'viewOnly' | 'expiresAt'>

export const MOST_GRANTEES = 10
const query = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !text.includes('\0'))
export const searchGranteesInput = z.object({ documentId, query })

/** Somebody, or a group, that a document could be given to. */
export type Grantee = GranteeRef & {
  name: string
  /** Null for groups. */
  email: string | null
  /** How many can sign in now. Null for people. */
  people: number | null
}

export type GrantRow = {
  id: string
  grantee: Grantee
  role: GrantRole
  viewOnly: boolean
  /** ISO 8601. */
  createdAt: string
  expiresAt: string | null
  giver: { id: string; name: string }
  /** The person is disabled: it opens nothing until they are enabled. */
  dormant: boolean
  mayChange: boolean
}

/** The standing grants of a document and what their reader may do with them. */
export type Grants = { documentName: string; mayGiveEditor: boolean; rows: GrantRow[] }

/** The grants as they are now, and how many issued URLs a narrowing killed. */
export type GrantsAfter = Grants & { urlsKilled: number; urlsPending: number }
