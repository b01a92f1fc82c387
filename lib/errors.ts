/**
 * The one table of errors. The code is the contract (actions, REST, tests); the status is what a route answers; the
 * message is what a person reads when nobody wrote a better one. Nothing else about a failure leaves the server.
 */
export const ERRORS = {
  BAD_INPUT: [400, 'Something in the request is not right. Check it and try again.'],
  SIGNED_OUT: [401, 'You are signed out. Sign in again to go on.'],
  // Unknown, wrong, ended, revoked, or its person is gone: one answer, so that tokens cannot be probed.
  BAD_TOKEN: [
    401,
    'The token is not valid: it is wrong, has ended or was revoked. Make a new one on the account page.',
  ],
  WRONG_CREDENTIALS: [401, 'The email or the password is not right.'],
  NOT_ALLOWED: [403, 'You are not allowed to do that.'],
  SCOPE_MISSING: [403, 'The token has not the scope that this needs.'],
  OUTSIDE_OFF: [
    403,
    'Agents may not share outside this organisation. An administrator can allow it under Settings, Sharing, Policy.',
  ],
  WRONG_ORIGIN: [403, 'The request came from another site and was refused.'],
  // “Absent” and “forbidden” are one answer, so that ids cannot be probed.
  NOT_FOUND: [404, 'There is no such document, or it is not shared with you.'],
  WRONG_METHOD: [405, 'This address does not take that method.'],
  CONFLICT: [409, 'This changed in the meantime. Look again and repeat what you wanted.'],
  LAST_ADMIN: [409, 'This is the last administrator. Make somebody else an administrator first.'],
  LINK_USED: [410, 'This link was used or has ended. Ask an administrator for a new one.'],
  QUOTA_EXCEEDED: [409, 'There is not enough storage left.'],
  MAIL_OFF: [
    409,
    'Mail is not set up here, and recipients and notices need it. Ask the person who runs Countersign to set SMTP_URL.',
  ],
  IDEMPOTENCY_MISMATCH: [422, 'This Idempotency-Key was used for another request. Make a new key for each request.'],
  CHANGED: [412, 'The document changed since you read it. Read it again and repeat what you wanted.'],
  TOO_LARGE: [413, 'This is larger than what is accepted here.'],
  TOO_MANY: [429, 'Too many tries. Wait a few minutes and try again.'],
  INTERNAL: [500, 'Countersign could not do that. Try again; if it stays, tell the person who runs it.'],
  STORE_DOWN: [503, 'The file store does not answer. Nothing is lost; try again in a minute.'],
  MOVING: [503, 'The document is being moved because access to it was revoked. Try again in a moment.'],
  SCANNER_DOWN: [503, 'The malware scanner does not answer. The file waits and is scanned as soon as it can be.'],
  DATABASE_DOWN: [503, 'The database does not answer. Nothing is lost; try again in a minute.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof ERRORS

export type Failure = { ok: false; code: ErrorCode; message: string }
export type Result<T> = { ok: true; data: T } | Failure

type Hints = {
  /** Seconds until it is worth asking again. */
  retryAfter?: number
  /** The scope that an agent's token lacks. */
  scope?: string
}

/**
 * An error whose code and message may be shown to the person who caused it. What went wrong underneath belongs into
 * `cause`, which is logged and never shown.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** What an answer of a route adds for clients that are programs. */
  readonly hints: Hints

  constructor(code: ErrorCode, userMessage: string = ERRORS[code][1], options?: { cause?: unknown } & Hints) {
    super(userMessage, options)
    this.code = code
    const { cause: _, ...hints } = options ?? {}
    this.hints = hints
  }

  get status(): number {
    return ERRORS[this.code][0]
  }
}
