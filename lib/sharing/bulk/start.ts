import 'server-only'
import type { Principal } from '../../auth/principal'
import { db } from '../../db'
import { AppError } from '../../errors'
import { enqueue } from '../../jobs/boss'
import { workOff } from './run'
import { REVOKE_MANY } from './jobs'
import type { RevocationProgress } from './schema'

/** So many are revoked while the person waits; more are a job's. */
const WHILE_WAITING = 100

const visibleTo = ({ userId, role }: Principal) => (role === 'ADMIN' ? {} : { actorId: userId })

/**
 * Starts what was prepared, once, however often it is asked. A few are through when this answers; many go on as a job.
 * @throws NOT_FOUND unless the principal prepared it
 */
export async function startRevocation(principal: Principal, id: string): Promise<RevocationProgress> {
  const waiting = await db().$transaction(async (tx) => {
    const [started] = await tx.revocation.updateManyAndReturn({
      where: { id, actorId: principal.userId, startedAt: null },
      data: { startedAt: new Date() },
      select: { total: true },
    })
    if (started && started.total > WHILE_WAITING) await enqueue(tx, REVOKE_MANY, { revocationId: id })
    return started !== undefined && started.total <= WHILE_WAITING
  })
  if (waiting) await workOff(id)
  return progressOf(principal, id)
}

const select = {
  id: true,
  total: true,
  done: true,
  grants: true,
  links: true,
  tokens: true,
  urls: true,
  urlsKilled: true,
  urlsPending: true,
  urlsEnding: true,
  startedAt: true,
  finishedAt: true,
  actor: { select: { id: true, name: true } },
} as const

/** How far it is, for who started it and for administrators. @throws NOT_FOUND */
export async function progressOf(principal: Principal, id: string): Promise<RevocationProgress> {
  const found = await db().revocation.findFirst({
    where: { id, startedAt: { not: null }, ...visibleTo(principal) },
    select,
  })
  if (!found) throw new AppError('NOT_FOUND', 'There is no such revocation.')
  return toProgress(found)
}

/** What runs now, for who started it and for administrators. */
export async function runningRevocations(principal: Principal): Promise<RevocationProgress[]> {
  const found = await db().revocation.findMany({
    where: { startedAt: { not: null }, finishedAt: null, ...visibleTo(principal) },
    orderBy: { startedAt: 'asc' },
    take: 5,
    select,
  })
  return found.map(toProgress)
}

type Found = Omit<RevocationProgress, 'answer' | 'startedAt'> & {
  grants: number
  links: number
  tokens: number
  urls: number
  urlsKilled: number
  urlsPending: number
  urlsEnding: number
  startedAt: Date | null
  finishedAt: Date | null
}

function toProgress(found: Found): RevocationProgress {
  const { id, total, done, actor, startedAt, finishedAt } = found
  const { grants, links, tokens, urls, urlsKilled, urlsPending, urlsEnding } = found
  const seconds = ((finishedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)) / 1000
  return {
    id,
    total,
    done,
    actor,
    startedAt: startedAt?.toISOString() ?? '',
    answer: finishedAt ? { grants, links, tokens, urls, urlsKilled, urlsPending, urlsEnding, seconds } : null,
  }
}
