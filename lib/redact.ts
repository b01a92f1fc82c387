// What must never reach a log: signatures and policies of presigned URLs, tickets of the edge, bearer tokens, one-time links.
const SECRETS: readonly [RegExp, string][] = [
  [/(X-Amz-(?:Signature|Credential|Security-Token|Policy))(=|\\?"\s*:\s*\\?")[^&"\\\s]+/gi, '$1$2[redacted]'],
  [/(policy\\?"?\s*:\s*\\?")[A-Za-z0-9+/=]{24,}/gi, '$1[redacted]'],
  [/([?&](?:ticket|Signature)=)[^&"\\\s]+/g, '$1[redacted]'],
  [/(Bearer\s+)[^"\\\s]+/gi, '$1[redacted]'],
  // What names the token's row may stay: it says whose it was.
  [/(cs_agent_[0-9A-Za-z]+_)[0-9A-Za-z]+/g, '$1[redacted]'],
  [/(\/(?:s|reset)\/)[A-Za-z0-9_-]{16,}/g, '$1[redacted]'],
]

/** Strikes signatures, tokens and one-time links out of a line that is about to be written. */
export function redact(line: string): string {
  return SECRETS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line)
}
