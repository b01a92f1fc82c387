import 'server-only'
import { PgBoss } from 'pg-boss'
import { connection } from '../db'
import { log } from '../log'
import { shared } from '../shared'

/** A job that runs about every `everySeconds`, on one instance at a time, whichever is free. */
export type RecurringJob = { name: string; everySeconds: number; run: () => Promise<void> }

type Runner = { stop: () => Promise<void> }

/**
 * Starts the queue on PostgreSQL. Cron has no slots under a minute, so every instance offers the job each period and
 * the database keeps one of them (`singletonSeconds`).
 */
export async function startJobs(jobs: readonly RecurringJob[]): Promise<Runner> {
  const boss = shared('boss', () => new PgBoss({ ...connection(), max: 4 }))
  boss.on('error', (error) => log().warn({ err: error }, 'the job queue is disturbed'))
  await boss.start()
  const timers = await Promise.all(jobs.map((job) => startJob(boss, job)))
  return {
    async stop() {
      timers.forEach((timer) => clearInterval(timer))
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

async function startJob(boss: PgBoss, job: RecurringJob): Promise<NodeJS.Timeout> {
  await boss.createQueue(job.name, { retryLimit: 0, expireInSeconds: 15 * 60 })
  await boss.work(job.name, { pollingIntervalSeconds: 1 }, () => job.run())
  const offer = () =>
    boss
      .send(job.name, {}, { singletonSeconds: job.everySeconds })
      .catch((error: unknown) => log().warn({ err: error, job: job.name }, 'a job could not be queued'))
  await offer()
  return setInterval(() => void offer(), job.everySeconds * 1000)
}
