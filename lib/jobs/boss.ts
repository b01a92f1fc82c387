import 'server-only'
import { fromPrisma, PgBoss, type QueueOptions } from 'pg-boss'
import { connection, type Db } from '../db'
import { log } from '../log'
import { shared } from '../shared'

/** A job that runs about every `everySeconds`, on one instance at a time, whichever is free. */
export type RecurringJob = {
  name: string
  everySeconds: number
  run: () => Promise<void>
  /** After this it counts as dead, and another instance may take it. Default: a quarter of an hour. */
  mayTakeSeconds?: number
}

const USUAL_SECONDS = 15 * 60

/** Work that is queued by what causes it, and done by whichever instance is free. */
export type Queue = { name: string; options: QueueOptions }
type QueueWorker = { queue: Queue; atOnce: number; run: (data: unknown) => Promise<void> }

type Runner = { stop: () => Promise<void> }

/**
 * Starts the queue on PostgreSQL. Cron has no slots under a minute, so every instance offers the job each period and
 * the database keeps one of them (`singletonSeconds`).
 */
export async function startJobs(jobs: readonly RecurringJob[], workers: readonly QueueWorker[] = []): Promise<Runner> {
  const boss = theBoss()
  await boss.start()
  for (const worker of workers) await startWorker(boss, worker)
  const timers = await Promise.all(jobs.map((job) => startJob(boss, job)))
  return {
    async stop() {
      timers.forEach((timer) => clearInterval(timer))
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

/** Queues work in the transaction of its cause: neither exists without the other. Instances that do no work queue too. */
export async function enqueue(tx: Db, queue: Queue, data: object): Promise<void> {
  const boss = theBoss()
  const known = shared('boss-queues', () => new Set<string>())
  if (!known.has(queue.name)) {
    await boss.start()
    await declare(boss, queue)
    known.add(queue.name)
  }
  await boss.send(queue.name, data, { db: fromPrisma(tx) })
}

function theBoss(): PgBoss {
  return shared('boss', () => {
    const boss = new PgBoss({ ...connection(), max: 4 })
    boss.on('error', (error) => log().warn({ err: error }, 'the job queue is disturbed'))
    return boss
  })
}

/** Also where an earlier version of the app made the queue with other options. */
async function declare(boss: PgBoss, { name, options }: Queue): Promise<void> {
  await boss.createQueue(name, options)
  await boss.updateQueue(name, options)
}

/** Jobs that throw are tried again as the queue says. */
async function startWorker(boss: PgBoss, { queue, atOnce, run }: QueueWorker): Promise<void> {
  await declare(boss, queue)
  const options = { pollingIntervalSeconds: 1, batchSize: 1, localConcurrency: atOnce }
  await boss.work(queue.name, options, async ([job]) => (job ? run(job.data) : undefined))
}

async function startJob(boss: PgBoss, job: RecurringJob): Promise<NodeJS.Timeout> {
  await boss.createQueue(job.name, { retryLimit: 0, expireInSeconds: job.mayTakeSeconds ?? USUAL_SECONDS })
  await boss.work(job.name, { pollingIntervalSeconds: 1 }, () => job.run())
  const offer = () =>
    boss
      .send(job.name, {}, { singletonSeconds: job.everySeconds })
      .catch((error: unknown) => log().warn({ err: error, job: job.name }, 'a job could not be queued'))
  await offer()
  return setInterval(() => void offer(), job.everySeconds * 1000)
}
