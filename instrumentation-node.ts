import { ensureFirstAdmin } from '@/lib/auth/first-admin'
import { sweepRateLimits } from '@/lib/auth/rate-limit'
import { digestNext } from '@/lib/documents/digest'
import { doomOrphans, sweep } from '@/lib/documents/sweep'
import { env } from '@/lib/env'
import { startJobs } from '@/lib/jobs/boss'
import { untilDone } from '@/lib/jobs/until-done'
import { liveHub } from '@/lib/live/hub'
import { log } from '@/lib/log'
import { missingCors } from '@/lib/storage/cors'
import { probePrivacy } from '@/lib/storage/probe'
import { recheckRecent } from '@/lib/uploads/recheck'
import { reconcile } from '@/lib/uploads/reconcile'

/** What a server process does before it takes requests, and what it undoes when it is told to stop. */
export async function start(): Promise<void> {
  await refusePublicBucket()
  warnSameSite()
  await warnMissingCors()
  process.once('SIGTERM', () => {
    // An open stream would keep the server alive for ever.
    void liveHub().close()
  })
  // With the database or the store away the server starts all the same, says so at /api/ready, and goes on when it can.
  await untilDone('first administrator', makeFirstAdmin)
  await untilDone('jobs', startTidying)
  if (env().STORE_WAS_KILLED === 'on') await untilDone('recheck after an unclean stop', recheckRecent)
}

async function makeFirstAdmin(): Promise<void> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = env()
  if (ADMIN_EMAIL && ADMIN_PASSWORD) await ensureFirstAdmin(ADMIN_EMAIL, ADMIN_PASSWORD)
}

async function startTidying(): Promise<void> {
  const everySeconds = env().RECONCILE_INTERVAL
  if (everySeconds === 0) return
  const jobs = await startJobs([{ name: 'reconcile', everySeconds, run: tidy }])
  process.once('SIGTERM', () => void jobs.stop())
}

/** One after the other, and each whatever became of the one before. */
async function tidy(): Promise<void> {
  for (const work of [reconcile, doomOrphans, sweep, digestNext, sweepRateLimits]) {
    await work().catch((error: unknown) => log().warn({ err: error, work: work.name }, 'tidying up was disturbed'))
  }
}

async function refusePublicBucket(): Promise<void> {
  const privacy = await probePrivacy()
  if (privacy.verdict === 'unreachable') {
    log().warn({ finding: privacy.finding }, 'the bucket could not be probed yet; not ready until it can')
  }
  if (privacy.verdict !== 'public') return
  log().fatal(
    { finding: privacy.finding },
    'The bucket is public. Countersign does not start until strangers are refused.',
  )
  // EX_CONFIG of sysexits.h: a supervisor should not try again without a change.
  process.exit(78)
}

/** Cookies ignore ports: on one host name, every download would carry the session cookie to the store. */
function warnSameSite(): void {
  const [app, store] = [new URL(env().APP_URL).hostname, new URL(env().S3_PUBLIC_ENDPOINT).hostname]
  if (app === store) {
    log().warn({ host: app }, 'app and store share a host name; give the store its own (S3_PUBLIC_ENDPOINT)')
  }
}

async function warnMissingCors(): Promise<void> {
  const finding = await missingCors()
  if (finding) log().warn({ finding }, 'browsers will not be able to upload')
}
