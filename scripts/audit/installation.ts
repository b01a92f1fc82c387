import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { postgresUrl } from '../engines/postgres.ts'
import { REGION } from '../engines/store.ts'
import { Problem } from '../problem.ts'
import { readOptions } from '../up/options.ts'
import { loadSecrets, type Secrets } from '../up/secrets.ts'
import { externalStore, usesOwnStore } from '../up/settings.ts'

export type Installation = { databaseUrl: string; secrets: string[]; store: ReturnType<typeof externalStore> }

/**
 * Where an installation keeps what `audit:verify` reads, found as `npm run up` finds it: the variables that are set, and
 * `DATA_DIR/secrets.json` for the engines that it runs itself.
 */
export function installation(env: NodeJS.ProcessEnv): Installation {
  const { dataDir } = readOptions([], env)
  const made = existsSync(join(dataDir, 'secrets.json')) ? loadSecrets(dataDir) : null
  const secret = env.AUDIT_KEY || env.NEXTAUTH_SECRET || made?.nextauthSecret
  if (!secret) throw missing('AUDIT_KEY or NEXTAUTH_SECRET', dataDir)
  const port = made?.ports.postgres
  const databaseUrl = env.DATABASE_URL || (made && port ? postgresUrl(port, made.postgresPassword) : null)
  if (!databaseUrl) throw missing('DATABASE_URL', dataDir)
  // A key that came later leaves the seals before it with the secret that made them.
  const earlier = [env.NEXTAUTH_SECRET, made?.nextauthSecret, ...(env.AUDIT_OLD_KEYS ?? '').split(',')]
  const secrets = [secret, ...earlier.map((one) => one?.trim() ?? '').filter(Boolean)]
  return { databaseUrl, secrets: [...new Set(secrets)], store: storeOf(env, made, dataDir) }
}

function storeOf(env: NodeJS.ProcessEnv, made: Secrets | null, dataDir: string): Installation['store'] {
  if (!usesOwnStore(env)) return externalStore(env)
  if (!made?.ports.s3) throw missing('S3_*', dataDir)
  const endpoint = `http://127.0.0.1:${made.ports.s3}`
  return {
    S3_ENDPOINT: endpoint,
    S3_PUBLIC_ENDPOINT: endpoint,
    S3_BUCKET: env.S3_BUCKET || 'documents',
    S3_REGION: REGION,
    S3_ACCESS_KEY_ID: made.storeApp.accessKeyId,
    S3_SECRET_ACCESS_KEY: made.storeApp.secretAccessKey,
  }
}

function missing(what: string, dataDir: string): Problem {
  return new Problem(`There is no installation in ${dataDir}. Set DATA_DIR to that of yours, or set ${what}.`)
}
