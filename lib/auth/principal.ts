import type { Scope } from './scopes'

/** Where a request came from, for audit rows and the list of one's sessions. The address obeys TRUSTED_PROXIES. */
export type ClientInfo = { ip: string; userAgent: string }

/** A person as re-read from the database for this very request. */
type Person = {
  userId: string
  role: 'ADMIN' | 'MEMBER'
  email: string
  name: string
  client: ClientInfo
}

/** A signed-in person. */
export type UserPrincipal = Person & { kind: 'user'; sessionId: string }

/**
 * A software agent that speaks for a person. It may what its person may now, in the documents that its token reaches;
 * which kinds of work it may do (`scopes`) is asked where the work begins: by the route or the tool.
 */
export type AgentPrincipal = Person & {
  kind: 'agent'
  tokenId: string
  scopes: readonly Scope[]
  /** Null: whatever its person may reach. */
  documentIds: readonly string[] | null
}

/** Who asks. Domain functions take one as an argument; none of them knows a request, a cookie or a token. */
export type Principal = UserPrincipal | AgentPrincipal

/** Whether the principal's token reaches the document; what its person may there is another question. */
export function reaches(principal: Principal, documentId: string): boolean {
  return principal.kind === 'user' || (principal.documentIds?.includes(documentId) ?? true)
}
