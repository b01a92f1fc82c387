import { anchorToday } from '@/lib/audit/anchor'
import { eraseOld } from '@/lib/audit/erase-old'
import { sealAudit } from '@/lib/audit/seal'
import { ensureFirstAdmin } from '@/lib/auth/first-admin'
import { sweepIdempotencyKeys } from '@/lib/api/idempotency'
import { sweepRateLimits } from '@/lib/auth/rate-limit'
import { digestNext } from '@/lib/documents/digest'
import { enforceAll } from '@/lib/documents/enforce'
import { purgeExpired } from '@/lib/documents/purge'
import { doomOrphans, sweep } from '@/lib/documents/sweep'
import { env } from '@/lib/env'
import { startJobs } from '@/lib/jobs/boss'
import { untilDone } from '@/lib/jobs/until-done'
import { liveHub } from '@/lib/live/hub'
import { log } from '@/lib/log'
import { mailWorker } from '@/lib/mail/queue'
import { doomEndedCopies } from '@/lib/mailings/copies'
import { stopDelivering } from '@/lib/mailings/deliver'
import { eraseOldMailings } from '@/lib/mailings/erase-old'
import { mailingsWorker, resumeMailings } from '@/lib/mailings/jobs'
import { forgottenWorker } from '@/lib/members/forgotten'
import { sweepLinkCodes } from '@/lib/sharing/gate/code'
import { notifyFirstOpens } from '@/lib/sharing/links/first-opens'
import { missingCors } from '@/lib/storage/cors'
import { resumeRevocations, REVOKE_MANY, revokeMany } from '@/lib/sharing/bulk/jobs'
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

const SEAL_SECONDS = 15
const HOUR_SECONDS = 3600
const DAY_SECONDS = 24 * HOUR_SECONDS

const RESUME_SECONDS = 10

async function startTidying(): Promise<void> {
  const everySeconds = env().RECONCILE_INTERVAL
  if (everySeconds === 0) return
  const jobs = await startJobs(
    [
      { name: 'reconcile', everySeconds, run: tidy },
      // Apart from tidying: moving terabytes to another key takes hours.
      { name: 'enforce', everySeconds, run: enforceAll, mayTakeSeconds: DAY_SECONDS },
      { name: 'seal-audit', everySeconds: SEAL_SECONDS, run: () => tried(sealAudit) },
      // One a day; looked at every hour, since a day may begin without the store.
      { name: 'anchor-audit', everySeconds: HOUR_SECONDS, run: () => tried(anchorToday) },
      { name: 'purge-trash', everySeconds: HOUR_SECONDS, run: () => tried(purgeExpired), mayTakeSeconds: DAY_SECONDS },
      { name: 'erase-old', everySeconds: DAY_SECONDS, run: erase },
      resumeMailings,
      { name: 'resume-revocations', everySeconds: RESUME_SECONDS, run: resumeRevocations, mayTakeSeconds: DAY_SECONDS },
    ],
    [{ queue: REVOKE_MANY, atOnce: 2, run: revokeMany }, mailWorker, mailingsWorker, forgottenWorker],
  )
  process.once('SIGTERM', () => {
    stopDelivering()
    void jobs.stop()
  })
}

async function erase(): Promise<void> {
  for (const work of [eraseOld, eraseOldMailings]) await tried(work)
}

/** One after the other, and each whatever became of the one before. */
async function tidy(): Promise<void> {
  for (const work of [
    reconcile,
    doomOrphans,
    doomEndedCopies,
    sweep,
    digestNext,
    notifyFirstOpens,
    sweepLinkCodes,
    sweepRateLimits,
    sweepIdempotencyKeys,
  ]) {
    await tried(work)
  }
}

async function tried(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => log().warn({ err: error, work: work.name }, 'tidying up was disturbed'))
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
  const { APP_URL, S3_PUBLIC_ENDPOINT, DELIVERY, EDGE_URL } = env()
  const [app, store] = [new URL(APP_URL).hostname, new URL(S3_PUBLIC_ENDPOINT).hostname]
  if (app === store) {
    log().warn({ host: app }, 'app and store share a host name; give the store its own (S3_PUBLIC_ENDPOINT)')
  }
  if (DELIVERY === 'edge' && EDGE_URL && new URL(EDGE_URL).hostname === app) {
    log().warn({ host: app }, 'app and edge share a host name; give the edge its own (EDGE_URL)')
  }
}

async function warnMissingCors(): Promise<void> {
  const finding = await missingCors()
  if (finding) log().warn({ finding }, 'browsers will not be able to upload')
}
