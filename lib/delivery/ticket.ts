import 'server-only'
import { createHmac } from 'node:crypto'

/** What the edge may answer, to whoever holds the ticket. */
export type Ticket = {
  key: string
  /** Unix time in seconds. */
  expires: number
  /** The headers that the file is answered with. */
  disposition: string
  type: string
  /** The row of the ledger. */
  issuedUrlId: string
}

const VERSION = 1

/**
 * Writes a ticket down so that only who has the key can make or change one: `<base64url JSON>.<base64url HMAC-SHA256>`.
 * edge/ticket.js reads it.
 */
export function signTicket(ticket: Ticket, signingKey: string): string {
  const { key, expires, disposition, type, issuedUrlId } = ticket
  const body = Buffer.from(JSON.stringify([VERSION, key, expires, disposition, type, issuedUrlId])).toString(
    'base64url',
  )
  return `${body}.${createHmac('sha256', signingKey).update(body).digest('base64url')}`
}
