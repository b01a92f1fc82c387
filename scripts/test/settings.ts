import { randomBytes } from 'node:crypto'
import type { Engines } from '../engines/start.ts'

type Settings = { appUrl: string; engines: Engines; eventsToken: string }

/** The environment of a server, or of integration tests, on these engines. */
export function settings({ appUrl, engines, eventsToken }: Settings): Record<string, string> {
  const { databaseUrl, s3 } = engines
  return {
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    DATABASE_URL: databaseUrl,
    S3_ENDPOINT: s3.endpoint,
    S3_PUBLIC_ENDPOINT: s3.publicEndpoint,
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    STORAGE_EVENTS_TOKEN: eventsToken,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    ...adminSettings(s3.admin),
  }
}

// For assertions that look behind the app's back; the app itself never reads these.
function adminSettings(admin: Engines['s3']['admin']): Record<string, string> {
  return { TEST_S3_ADMIN_KEY: admin.accessKeyId, TEST_S3_ADMIN_SECRET: admin.secretAccessKey }
}
