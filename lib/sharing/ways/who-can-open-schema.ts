import type { AccessRole } from '../../generated/prisma/enums'

// Client-safe: what “Who can open this?” shows. A way in is a row of the view WayIn, or a token
// that the view AgentAccess says reads the document, and nothing else.

export type WayKind = 'OWNER' | 'USER' | 'GROUP' | 'LINK' | 'AGENT' | 'URL'

/** LIVING, or why it opens nothing now. Of used-up links the view says LIVING: more downloads may be allowed again. */
export type WayState =
  | 'LIVING'
  | 'PERSON_DISABLED'
  | 'DISABLED'
  | 'FROZEN'
  | 'AGAINST_POLICY'
  | 'GIVER_MAY_NOT'
  | 'DYING'
  | 'USED_UP'
  | 'NOBODY_IN_IT'

type Named = { id: string; name: string }

export type Way = {
  kind: WayKind
  id: string
  /** The owner, whom it was given to, whose agent it is, or who was handed the URL. Null for groups, links and their URLs. */
  person: (Named & { email: string }) | null
  group: (Named & { people: number }) | null
  /** The link itself, or the one under which a URL was handed out. */
  link: { label: string; password: boolean; recipients: string[] } | null
  /** The agent token itself, or the one of the agent that was handed the URL. */
  agent: { name: string } | null
  /** A URL's: the address that was proved to its link. */
  email: string | null
  giver: Named | null
  role: AccessRole
  viewOnly: boolean
  /** ISO 8601: given, made or handed out. */
  createdAt: string
  endsAt: string | null
  state: WayState
  mayRevoke: boolean
}

export type WaysIn = {
  documentName: string
  /** When this was read, ISO 8601: ages of URLs are counted from here. */
  asOf: string
  ways: Way[]
}
