// Apart from the schema, so that a page which needs a number does not load a parser.

export const MAX_MAIL_RECIPIENTS = 1000
export const MAX_MAIL_DOCUMENTS = 10
/** Each recipient has a link of their own to each document: 5,000 rows are written in about two seconds. */
export const MAX_MAIL_LINKS = 5000
export const MAX_SUBJECT = 200
/** With it escaped in one form and plain in the other, a message stays below what mail programs show whole. */
export const MAX_MESSAGE = 2000
/** Bytes, of the whole message as it is sent. */
export const MAX_MAIL_BYTES = 20_000

/** Bytes, of the copies of one message together: each recipient's own URL needs one, and no quota counts them. */
export const MAX_COPIED_BYTES = 20 * 1024 ** 3

export const SHORTEST_MAIL_SECONDS = 60
export const USUAL_MAIL_SECONDS = 86_400
/** S3 signs nothing for longer than a week. */
export const LONGEST_MAIL_SECONDS = 604_800

/** What the form offers: those above the organisation's maximum it leaves out. */
export const MAIL_LIVES = [3600, 86_400, 3 * 86_400, 604_800] as const

/** What became of a message, as its list says it. */
export const SENT_STATES = {
  QUEUED: 'Queued',
  SENDING: 'Sending',
  SENT: 'Sent',
  OPENED: 'Opened',
  DOWNLOADED: 'Downloaded',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  REVOKED: 'Revoked',
  EXPIRED: 'Expired',
  STOPPED: 'Stopped',
} as const
