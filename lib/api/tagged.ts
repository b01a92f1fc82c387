import 'server-only'
import { createHash } from 'node:crypto'
import type { Db } from '../db'
import type { Guard } from '../documents/access'
import { AppError } from '../errors'

// Strong validators (RFC 9110 §8.8.1) in two halves. The first changes with what a change could overwrite; the second with
// anything else in the answer too, such as a count of downloads.

/** @param terms what somebody who changes it must have seen */
export function tagOf(terms: unknown, answer: object): string {
  return `"${hashOf(terms)}.${hashOf(answer)}"`
}

/** The answer with its ETag, or 304 when `If-None-Match` names it as it is (§13.1.2). */
export function tagged(request: Request, answer: object, etag: string): Response {
  const headers = { ETag: etag }
  const known = request.headers.get('if-none-match')
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (reads && known !== null && (known.trim() === '*' || tagsOf(known).includes(etag))) {
    return new Response(null, { status: 304, headers })
  }
  return Response.json(answer, { headers })
}

/**
 * What `If-Match` (§13.1.1) asks of a thing that is locked for a change: throws CHANGED when it is none of those that the
 * request names. The first half decides: nobody overwrites anything by not having seen a count. Without the field there is
 * nothing to ask.
 */
export function unchanged(request: Request, read: (tx: Db) => Promise<string>): Guard | undefined {
  const wanted = request.headers.get('if-match')
  if (wanted === null) return undefined
  return async (tx) => {
    const now = versionOf(await read(tx))
    if (wanted.trim() === '*' || tagsOf(wanted).some((tag) => versionOf(tag) === now)) return
    throw new AppError('CHANGED', 'This changed since you read it. Read it again and repeat what you wanted.')
  }
}

/** Proxies that compress mark tags as weak (`W/`); what ours name is the same all the same. */
const tagsOf = (field: string): string[] => field.match(/"[^"]*"/g) ?? []

const versionOf = (tag: string) => tag.split('.')[0]

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16)
}
