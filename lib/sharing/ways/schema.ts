import { z } from 'zod'
import { wayRef, type WayRef } from '../schema'
import { USUAL_ORDER, WAY_KINDS, WAY_SORTS } from './kinds'

// What the sharing pages and the server say to each other about ways in.

export type WayKind = WayRef['kind']
export type WaySort = (typeof WAY_SORTS)[number]

/** Which of the ways in. Everything narrows. */
export const wayFilter = z.object({
  kind: z.enum(WAY_KINDS).nullable().default(null),
  /** `living` opens something now; `dormant` stands and opens nothing (its person is disabled, sharing is frozen …). */
  state: z.enum(['living', 'dormant']).nullable().default(null),
  giver: z.uuid().nullable().default(null),
  /** Only what people outside hold: links, and URLs handed out under them. */
  outside: z.boolean().default(false),
  /** Only what nobody has used yet. */
  unused: z.boolean().default(false),
  /** Only what never ends by itself. */
  endless: z.boolean().default(false),
  /** In names of documents, people and groups, in addresses and in labels. */
  search: z
    .string()
    .trim()
    .max(200)
    .refine((text) => !text.includes('\0'))
    .default(''),
})
export type WayFilter = z.output<typeof wayFilter>

export const wayOrder = z.object({
  sort: z.enum(WAY_SORTS).default(USUAL_ORDER.sort),
  direction: z.enum(['asc', 'desc']).default(USUAL_ORDER.direction),
})
export type WayOrder = z.output<typeof wayOrder>

export const waysQuery = z.object({ filter: wayFilter, order: wayOrder, cursor: z.string().max(2000).optional() })
export type WaysQuery = z.output<typeof waysQuery>

export type WayState =
  | 'LIVING'
  | 'PERSON_DISABLED'
  | 'DISABLED'
  | 'FROZEN'
  | 'AGAINST_POLICY'
  | 'GIVER_MAY_NOT'
  | 'DYING'

/** Who gets in by it. */
export type WayTo =
  | { kind: 'USER'; name: string; email: string }
  | { kind: 'GROUP'; name: string; people: number }
  /** `recipients` are the first few of `recipientCount`. */
  | { kind: 'LINK'; label: string; recipients: string[]; recipientCount: number; password: boolean }
  /** `name` and `email` are its person's; `documents` to how many it is bound, null for whatever the person may reach. */
  | { kind: 'AGENT'; agent: string; name: string; email: string; scopes: string[]; documents: number | null }
  /**
   * A URL's holder: a person, an agent of theirs, or who opened a link (`email` is the address that was proved); `under`
   * which way in, and which token.
   */
  | { kind: 'URL'; name: string | null; email: string | null; agent: string | null; label: string; under: string[] }

export type WayRow = {
  id: string
  to: WayTo
  /** Null for an agent token, which is a way into many. */
  document: { id: string; name: string } | null
  giver: { id: string; name: string } | null
  role: 'EDITOR' | 'VIEWER'
  viewOnly: boolean
  /** ISO 8601, as all that follow. */
  createdAt: string
  /** When the newest URL was handed out under it; an agent token's, when it asked for anything. */
  lastUsedAt: string | null
  endsAt: string | null
  state: WayState
  livingUrls: number
}

export type WayPage = { rows: WayRow[]; nextCursor: string | null }
/** How many there are of each kind, under everything else that the filter says. */
export type WayCounts = Record<WayKind, number>

/** What is ticked: rows one by one, or whatever the filter matches. */
export const waySelection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('ways'), ways: z.array(wayRef).min(1).max(5000) }),
  z.object({ by: z.literal('filter'), filter: wayFilter }),
])
export type WaySelection = z.output<typeof waySelection>
