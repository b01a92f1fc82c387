/** RFC 4954 §6, RFC 3207 §4: sign in first, or encrypt first. Asked of us, whatever the message. */
const SIGN_IN_FIRST = 530

/**
 * Whether the mail server refused this message or its recipient for good (5xx to MAIL, RCPT or DATA, RFC 5321 §4.2.1).
 * A 5xx to the greeting or to our sign-in is about this server, and ends when somebody mends it.
 */
export function isRefusal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const ofMessage = code === 'EENVELOPE' || code === 'EMESSAGE'
  return ofMessage && typeof responseCode === 'number' && responseCode >= 500 && responseCode !== SIGN_IN_FIRST
}

/** What of a failure a log may hold: what mail programs report otherwise names who writes to whom. */
export function loggedOf(error: unknown): { code?: unknown; responseCode?: unknown } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return { code, responseCode }
}
