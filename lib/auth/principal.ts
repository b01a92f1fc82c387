/** Where a request came from, for audit rows and the list of one's sessions. The address obeys TRUSTED_PROXIES. */
export type ClientInfo = { ip: string; userAgent: string }

/** A signed-in person, re-read from the database for this very request. */
export type UserPrincipal = {
  kind: 'user'
  userId: string
  sessionId: string
  role: 'ADMIN' | 'MEMBER'
  email: string
  name: string
  client: ClientInfo
}

/** Who asks. Domain functions take one as an argument; none of them knows a request or a cookie. */
export type Principal = UserPrincipal
