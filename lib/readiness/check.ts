import 'server-only'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { db } from '../db'
import { log } from '../log'
import { shared } from '../shared'
import { bucketAnswers } from '../storage/objects'
import { probePrivacy } from '../storage/probe'

export type Readiness = Record<'database' | 'migrations' | 'bucket' | 'private', boolean>

/** The stranger's knock costs six requests; monitors may ask every second. */
const PROBE_AGAIN_MS = 30_000

/** Who watches whether we are ready seldom waits longer; what hangs is not ready. */
const CHECK_WITHIN_MS = 5_000

/** What has to be true before anybody is sent here. Reasons go to the log, not to strangers. */
export async function readiness(): Promise<Readiness> {
  const [database, migrations, bucket, secret] = await Promise.all([
    holds('database', async () => (await db().$queryRaw`SELECT 1`) !== null),
    holds('migrations', migrationsApplied),
    holds('bucket', bucketAnswers),
    holds('private', bucketPrivate),
  ])
  return { database, migrations, bucket, private: secret }
}

async function holds(what: string, check: () => Promise<boolean>): Promise<boolean> {
  const late = AbortSignal.timeout(CHECK_WITHIN_MS)
  const lateness = new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(late.reason)))
  try {
    return await Promise.race([check(), lateness])
  } catch (error) {
    log().warn({ err: error, what }, 'not ready')
    return false
  }
}

async function migrationsApplied(): Promise<boolean> {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations')
  const entries = await readdir(folder, { withFileTypes: true })
  const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const applied = await db().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const names = new Set(applied.map(({ name }) => name))
  return wanted.every((name) => names.has(name))
}

async function bucketPrivate(): Promise<boolean> {
  const seen = shared('privacy-probe', () => ({ at: 0, private: false }))
  if (!seen.private || Date.now() - seen.at > PROBE_AGAIN_MS) {
    const found = await probePrivacy()
    if (found.verdict !== 'private') log().error({ finding: found.finding }, `the bucket is ${found.verdict}`)
    Object.assign(seen, { at: Date.now(), private: found.verdict === 'private' })
  }
  return seen.private
}
