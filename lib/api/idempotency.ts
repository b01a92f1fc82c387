import 'server-only'
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { derivedKey } from '../auth/derived-key'
import { openBox, sealBox } from '../auth/sealed-box'
import type { Principal } from '../auth/principal'
import { take } from '../auth/rate-limit'
import { db } from '../db'
import { AppError } from '../errors'

// The Idempotency-Key field of draft-ietf-httpapi-idempotency-key-header-06.

const KEY = /^[\x21-\x7e]{1,255}$/
const KEPT_SECONDS = 24 * 3600

/** Longer than any request takes. A process that was killed at its work delays its client by at most this. */
const CLAIM_SECONDS = 120

const RUNNING = 'The first request with this Idempotency-Key is still running. Ask again in a moment.'

/** One holder's keys of a day, each with an answer of up to some ten kilobytes: a loop must not fill the database. */
const KEYS_A_DAY = 50_000

/** Header fields of an answer that are kept with it; the others are of the request that is answered. */
const KEPT_FIELDS = new Set(['content-type', 'location', 'etag'])

type Once = {
  work: () => Promise<Response>
  /** Throws when the principal may not be told the answer again. */
  still: (answer: Response) => Promise<void>
}

type Id = { holder: string; key: string }
type Kept = { requestHash: Uint8Array; status: number | null; headers: unknown; body: string | null }

/**
 * Runs the work of a POST; with an `Idempotency-Key` only once for this principal: whoever asks again with the same
 * request is given the first answer. Only what was done is kept. A refusal has changed nothing and is worked out anew, and
 * so is what broke (5xx). The key rests beside the work and not in its transaction: when a process dies between the two,
 * the next request does it again.
 * @throws BAD_INPUT for a key that is none, IDEMPOTENCY_MISMATCH for a key of another request, CONFLICT while the first runs,
 * TOO_MANY
 */
export async function once(
  principal: Principal,
  request: Request,
  body: unknown,
  { work, still }: Once,
): Promise<Response> {
  const key = request.headers.get('idempotency-key')
  if (key === null) return work()
  if (!KEY.test(key)) {
    throw new AppError('BAD_INPUT', 'An Idempotency-Key has 1 to 255 visible ASCII characters.')
  }
  const id = { holder: principal.kind === 'agent' ? principal.tokenId : principal.userId, key }
  await take(`idempotency:${id.holder}`, KEYS_A_DAY, KEPT_SECONDS)
  const hash = hashOf(request, body)
  const claimedUntil = await claim(id, hash)
  if (claimedUntil) return keeping(id, claimedUntil, work)
  const answer = replayed(await db().idempotencyKey.findUnique({ where: { holder_key: id } }), hash)
  await still(answer)
  return answer
}

/** Removes keys that nobody can repeat any more. */
export async function sweepIdempotencyKeys(): Promise<void> {
  await db().idempotencyKey.deleteMany({ where: { expiresAt: { lt: new Date() } } })
}

/** Keyed: a body may hold the password of a link, which a bare hash would let whoever reads the table guess. */
function hashOf(request: Request, body: unknown): Uint8Array<ArrayBuffer> {
  const { pathname, search } = new URL(request.url)
  const said = JSON.stringify([request.method, pathname + search, body ?? null])
  return new Uint8Array(createHmac('sha256', derivedKey('idempotency hash')).update(said).digest())
}

/** One statement, so that exactly one of any number of requests gets it. @returns the claim's end, which is its mark too */
async function claim({ holder, key }: Id, hash: Uint8Array): Promise<Date | null> {
  const [mine] = await db().$queryRaw<{ claimedUntil: Date }[]>`
    INSERT INTO "IdempotencyKey" AS kept (holder, key, "requestHash", "claimedUntil", "expiresAt")
    VALUES (${holder}::uuid, ${key}, ${hash}, clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS}),
            clock_timestamp() + make_interval(secs => ${KEPT_SECONDS}))
    ON CONFLICT (holder, key) DO UPDATE SET
      "requestHash" = excluded."requestHash", "claimedUntil" = excluded."claimedUntil", "expiresAt" = excluded."expiresAt",
      status = NULL, headers = NULL, body = NULL
    WHERE kept."expiresAt" < clock_timestamp() OR (kept.status IS NULL AND kept."claimedUntil" < clock_timestamp())
    RETURNING "claimedUntil"`
  return mine?.claimedUntil ?? null
}

async function keeping({ holder, key }: Id, claimedUntil: Date, work: () => Promise<Response>): Promise<Response> {
  const mine = { holder, key, claimedUntil, status: null }
  let answer: Response
  try {
    answer = await work()
  } catch (error) {
    await db().idempotencyKey.deleteMany({ where: mine })
    throw error
  }
  if (answer.status >= 400) await db().idempotencyKey.deleteMany({ where: mine })
  else await db().idempotencyKey.updateMany({ where: mine, data: await kept(answer.clone()) })
  return answer
}

async function kept(answer: Response) {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => KEPT_FIELDS.has(name)))
  // Signed URLs and addresses of links, which are nothing for who reads a table or its backup.
  return { status: answer.status, headers, body: sealBox('idempotency', await answer.text()) }
}

function replayed(found: Kept | null, hash: Uint8Array): Response {
  // Gone since the claim was refused: the first one was refused or broke this very moment.
  if (!found) throw new AppError('CONFLICT', RUNNING, { retryAfter: 1 })
  if (!Buffer.from(hash).equals(found.requestHash)) throw new AppError('IDEMPOTENCY_MISMATCH')
  if (found.status === null) throw new AppError('CONFLICT', RUNNING, { retryAfter: 1 })
  const body = found.body === null ? '' : z.string().parse(openBox('idempotency', found.body))
  const headers = new Headers(z.record(z.string(), z.string()).parse(found.headers ?? {}))
  headers.set('Idempotent-Replayed', 'true')
  return new Response(body === '' ? null : body, { status: found.status, headers })
}
