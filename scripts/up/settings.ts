import { weakness } from '../../lib/auth/password-policy.ts'
import { parseEnv } from '../../lib/env.ts'
import { REGION } from '../engines/store.ts'
import { Problem } from '../problem.ts'
import { trustedProxies } from '../serve/client-address.ts'
import type { Addresses } from './address.ts'
import type { Parts } from './parts.ts'
import type { Secrets } from './secrets.ts'

/** Whether the store is ours to run: nobody named another one. */
export function usesOwnStore(env: NodeJS.ProcessEnv): boolean {
  return !env.S3_ENDPOINT && !env.S3_ACCESS_KEY_ID && !env.S3_SECRET_ACCESS_KEY
}

/** The variables of a store elsewhere. Throws a Problem that names those that are missing. */
export function externalStore(env: NodeJS.ProcessEnv) {
  const need = (name: string) => env[name] || ''
  const missing = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].filter((name) => !env[name])
  if (missing.length)
    throw new Problem(
      `A store of your own needs all S3_* variables; missing: ${missing.join(', ')} (see .env.example).`,
    )
  return {
    S3_ENDPOINT: need('S3_ENDPOINT').replace(/\/+$/, ''),
    S3_PUBLIC_ENDPOINT: (need('S3_PUBLIC_ENDPOINT') || need('S3_ENDPOINT')).replace(/\/+$/, ''),
    S3_BUCKET: need('S3_BUCKET'),
    S3_REGION: need('S3_REGION') || REGION,
    S3_ACCESS_KEY_ID: need('S3_ACCESS_KEY_ID'),
    S3_SECRET_ACCESS_KEY: need('S3_SECRET_ACCESS_KEY'),
  }
}

type Sources = {
  addresses: Addresses
  parts: Parts
  secrets: Secrets
  admin: { email: string; password: string } | null
  dev: boolean
}

/** The server's whole environment; what the person set wins where it may. */
export function serverSettings({ addresses, parts, secrets, admin, dev }: Sources): Record<string, string> {
  const env = process.env
  const settings: Record<string, string> = {
    ...parts.s3,
    ...parts.mail,
    ...parts.edge,
    NODE_ENV: dev ? 'development' : 'production',
    APP_URL: addresses.appUrl,
    PORT: String(addresses.port),
    LISTEN: addresses.listen.join(','),
    DATABASE_URL: parts.databaseUrl,
    STORAGE_EVENTS_TOKEN: env.STORAGE_EVENTS_TOKEN || secrets.eventsToken,
    STORE_WAS_KILLED: parts.storeWasKilled ? 'on' : 'off',
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET || secrets.nextauthSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || secrets.actionsKey,
    NEXT_TELEMETRY_DISABLED: '1',
    ...(admin ? { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password } : {}),
  }
  checkSettings({ ...env, ...settings })
  return settings
}

const LATER = 'made later, and longer than any minimum'

const PLACEHOLDERS = {
  DATABASE_URL: 'postgresql://later',
  S3_ENDPOINT: 'http://later',
  S3_BUCKET: 'later',
  S3_ACCESS_KEY_ID: 'later',
  S3_SECRET_ACCESS_KEY: 'later',
  STORAGE_EVENTS_TOKEN: LATER,
  NEXTAUTH_SECRET: LATER,
}

/** Checks what the person set before anything is started with it; what will be made or chosen counts as right. */
export function checkGiven(env: NodeJS.ProcessEnv): void {
  if (!usesOwnStore(env)) externalStore(env)
  trustedProxies(env.TRUSTED_PROXIES)
  // The edge that this start brings makes its own secrets.
  const later =
    env.EDGE === 'off'
      ? {}
      : { EDGE_URL: 'http://later', EDGE_SECRET: LATER, EDGE_KEYS: 'made-later-and-longer-than-any-minimum' }
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  checkSettings({ ...PLACEHOLDERS, ...later, ...given, NODE_ENV: 'production' })
  const weak = env.ADMIN_PASSWORD ? weakness(env.ADMIN_PASSWORD, [env.ADMIN_EMAIL ?? '']) : null
  if (weak) throw new Problem(`ADMIN_PASSWORD is not accepted: ${weak}`)
}

/** The schema's own words for what is wrong, before anything is built with it. */
export function checkSettings(env: Record<string, string | undefined>): void {
  try {
    parseEnv(env)
  } catch (error) {
    throw new Problem((error as Error).message)
  }
}
