import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import type { Report } from '../../scripts/audit/check.ts'
import { applyMigrations } from '../../scripts/migrate/apply.ts'
import { root } from '../../scripts/root.ts'
import { record } from '../audit/record'
import { sealAudit } from '../audit/seal'
import { db } from '../db'
import { internalClient } from '../storage/clients'
import { Attacker } from './attacker'
import { makePerson } from './people'

/**
 * A database and a bucket for one test file, before it touches either: what other tests leave unsealed would be found
 * there, and what is broken there would be found by them.
 */
export async function auditOfItsOwn(): Promise<Attacker> {
  const attacker = new Attacker()
  const databaseUrl = await attacker.ownDatabase()
  await applyMigrations(databaseUrl)
  const { TEST_S3_ADMIN_KEY, TEST_S3_ADMIN_SECRET } = process.env
  const bucket = new URL(databaseUrl).pathname.slice(1).replace('_', '-')
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: TEST_S3_ADMIN_KEY,
    S3_SECRET_ACCESS_KEY: TEST_S3_ADMIN_SECRET,
  })
  await internalClient().send(new CreateBucketCommand({ Bucket: bucket }))
  return attacker
}

/** `npm run audit:verify`, as a process of its own. */
export async function runVerify(...args: string[]): Promise<{ code: number; stdout: string }> {
  const script = join(root, 'scripts', 'audit', 'verify.ts')
  return promisify(execFile)(process.execPath, [script, ...args]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string; stderr: string }) => {
      if (error.stderr) throw new Error(error.stderr)
      return error
    },
  )
}

export async function verify(): Promise<{ code: number; report: Report }> {
  const { code, stdout } = await runVerify('--json')
  return { code, report: JSON.parse(stdout) as Report }
}

/** Writes rows and seals them. @returns their ids, oldest first */
export async function sealedRows(count: number): Promise<bigint[]> {
  const actor = await makePerson()
  for (let i = 0; i < count; i += 1) await record(db(), { action: 'document.renamed', actor, details: { z: 1, a: i } })
  await sealAudit()
  const rows = await db().auditEvent.findMany({ orderBy: { id: 'desc' }, take: count, select: { id: true } })
  return rows.map(({ id }) => id).toReversed()
}
