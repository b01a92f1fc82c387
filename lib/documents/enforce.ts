import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '../db'
import { deliveryKind } from '../delivery/deliver'
import { Prisma } from '../generated/prisma/client'
import { log } from '../log'
import { doom } from './doom'
import { endEdgeUrls } from './edge-urls'
import { rekey } from './rekey'
import { sweep } from './sweep'

/** What an enforcement did. `seconds` is how long it took, for the sentence that tells it. */
export type Enforced = {
  /** URLs whose holder could not get them now, and that no longer answer. */
  urlsKilled: number
  /** Such URLs whose object is too large to be moved while somebody waits, or whose store does not answer: a job goes on. */
  urlsPending: number
  /** Such URLs of CloudFront's. It asks nobody; they end by themselves, within LONGEST_CLOUDFRONT_SECONDS. */
  urlsEnding: number
  seconds: number
}

/** Moving 5 GiB takes about ten seconds inside a store; more than that is a job's. */
const LARGEST_WHILE_WAITING = 5 * 1024 ** 3

const AT_ONCE = 4
const BUSY_PAUSE_MS = 100
/** As long as a person waits for an answer. Whatever is left then goes on, here or in the job. */
const PATIENCE_MS = 20_000

type How = { large: 'now' | 'later'; withinMs: number }

type Dead = { documentId: string; objectId: string; size: bigint; served: boolean; urls: number; secondsLeft: number }

/** What a store copies inside at the least. Downloads wait meanwhile. */
const COPIED_BYTES_A_SECOND = 100_000_000

/** URLs that die of age before the document could have been moved are left to do so. */
const worthMoving = ({ size, served, secondsLeft }: Dead) =>
  !served || Number(size) / COPIED_BYTES_A_SECOND < secondsLeft

/**
 * Makes revoked mean revoked: asks the permission rule again for every URL that was handed out and still lives, and
 * makes those of a holder without the right answer no more. Call it after the commit of any change that can take a right
 * away; without documents it goes through all of them, which is also what heals a process that died in between.
 */
export async function enforce(
  which: { documentIds: readonly string[] } | 'all',
  how: How = { large: 'later', withinMs: PATIENCE_MS },
): Promise<Enforced> {
  const started = Date.now()
  const left = () => started + how.withinMs - Date.now()
  // By object. Whoever else kills some of them meanwhile, they are dead when this answers.
  const seen = new Map<string, number>()
  const atEdge = await endEdgeUrls(touching(which))
  const [documents, tried] = [new Set(atEdge.documentIds), new Set<string>()]
  for (;;) {
    const dead = await deadUrls(which)
    for (const { objectId, documentId, urls } of dead) {
      seen.set(objectId, Math.max(urls, seen.get(objectId) ?? 0))
      documents.add(documentId)
    }
    const due = dead
      .filter(worthMoving)
      .filter(({ objectId, size }) => !tried.has(objectId) && (how.large === 'now' || size <= LARGEST_WHILE_WAITING))
    if (due.length === 0 || left() <= 0) break
    // A store that hangs must not keep the answer: what was begun goes on.
    const outcomes = await Promise.race([eachOf(due, kill), pause(left(), null, { ref: false })])
    if (!outcomes) break
    for (const [index, outcome] of outcomes.entries()) if (outcome === 'later') tried.add(due[index]!.objectId)
    if (outcomes.includes('busy')) await pause(BUSY_PAUSE_MS)
  }
  const documentIds = which === 'all' ? [...documents] : which.documentIds
  const urlsPending = await alive(documentIds, { tryAgain: left() > 0 })
  return {
    urlsKilled: atEdge.urls + Math.max(0, sum(seen.values()) - urlsPending),
    urlsPending,
    urlsEnding: await endingByThemselves(which),
    seconds: (Date.now() - started) / 1000,
  }
}

/** Terabytes take hours; the queue gives a job a day. */
const HOURS_MS = 20 * 3600_000

/** For the recurring job: everything, however large, whoever left it behind. */
export async function enforceAll(): Promise<void> {
  const { urlsKilled } = await enforce('all', { large: 'now', withinMs: HOURS_MS })
  if (urlsKilled > 0) log().info({ urlsKilled }, 'issued URLs without a right were killed')
}

const touching = (which: { documentIds: readonly string[] } | 'all') =>
  which === 'all' ? Prisma.empty : Prisma.sql`AND u."documentId" = ANY(${[...which.documentIds]}::uuid[])`

async function endingByThemselves(which: { documentIds: readonly string[] } | 'all'): Promise<number> {
  if (deliveryKind() !== 'CLOUDFRONT') return 0
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM "LivingUrl" u
    WHERE NOT u."hasRight" AND u.delivery = 'CLOUDFRONT' ${touching(which)}`
  return row?.count ?? 0
}

/** Of the store's own URLs. */
async function deadUrls(which: { documentIds: readonly string[] } | 'all'): Promise<Dead[]> {
  return db().$queryRaw<Dead[]>`
    SELECT u."documentId", u."objectId", coalesce(o.size, 0) AS size, d."objectId" IS NOT DISTINCT FROM u."objectId" AS served,
           count(*)::integer AS urls,
           extract(epoch FROM max(u."expiresAt") - clock_timestamp())::float8 AS "secondsLeft"
    FROM "LivingUrl" u
    JOIN "StoredObject" o ON o.id = u."objectId"
    JOIN "Document" d ON d.id = u."documentId"
    WHERE NOT u."hasRight" AND u.delivery IN ('DIRECT', 'MAILED') ${touching(which)}
    GROUP BY u."documentId", u."objectId", o.size, d."objectId"`
}

async function kill({ documentId, objectId, served }: Dead): Promise<'done' | 'busy' | 'later'> {
  try {
    if (served) return (await rekey(documentId, objectId)) === 'moved' ? 'done' : 'busy'
    // An object that nothing points to any more needs no new key.
    await db().$transaction(async (tx) => {
      await doom(tx, { id: objectId, servedBy: null })
      await tx.issuedUrl.updateMany({ where: { objectId, killedAt: null }, data: { killedAt: new Date() } })
    })
    await sweep({ documentId })
    return 'done'
  } catch (error) {
    log().warn({ err: error, documentId }, 'issued URLs could not be killed yet')
    return 'later'
  }
}

/**
 * How many URLs without a right a store would still serve, after one more try: those that live by the ledger, and those of
 * objects that were doomed, here or by somebody else a moment ago, and not deleted yet.
 */
async function alive(documentIds: readonly string[], { tryAgain }: { tryAgain: boolean }): Promise<number> {
  if (tryAgain) {
    const waiting = new Set((await undeleted(documentIds)).map(({ documentId }) => documentId))
    for (const documentId of waiting) await sweep({ documentId })
  }
  const [dead, doomed] = [await deadUrls({ documentIds }), await undeleted(documentIds)]
  return sum(dead.map(({ urls }) => urls)) + doomed.length
}

function undeleted(documentIds: readonly string[]): Promise<{ documentId: string }[]> {
  return db().$queryRaw`
    SELECT i."documentId" FROM "IssuedUrl" i JOIN "StoredObject" o ON o.id = i."objectId"
    WHERE i."documentId" = ANY(${[...documentIds]}::uuid[]) AND i."expiresAt" > clock_timestamp()
      AND o.state = 'DOOMED' AND o."goneAt" IS NULL`
}

const sum = (counts: Iterable<number>) => [...counts].reduce((all, count) => all + count, 0)

async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}
