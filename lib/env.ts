import { z } from 'zod'

// The only reader of process.env. `scripts/` hands what it generated (secrets, ports of the embedded engines) to the
// server as ordinary variables, so there is one way in and no default that weakens a production.

const MiB = 1024 ** 2
const GiB = 1024 ** 3
const TiB = 1024 ** 4

const url = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: `${name} must be an http(s) URL such as http://127.0.0.1:8333` })
    .transform(stripSlash)
const secret = (name: string, bytes: number) =>
  z
    .string({ error: `${name} is not set` })
    .min(bytes, `${name} must have at least ${bytes} characters; \`openssl rand -base64 32\` makes one`)
const whole = (name: string, min: number, max: number, fallback: number) =>
  z.coerce
    .number({ error: `${name} must be a whole number` })
    .int(`${name} must be a whole number`)
    .min(min, `${name} must be at least ${min}`)
    .max(max, `${name} must be at most ${max}`)
    .default(fallback)
const onOff = (name: string) => z.enum(['on', 'off'], { error: `${name} must be "on" or "off"` }).default('on')

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    /** Where people reach the app. Origin checks, links and cookies follow it. */
    APP_URL: url('APP_URL').default('http://localhost:3000'),
    DATABASE_URL: z
      .string({ error: 'DATABASE_URL is not set' })
      .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgresql://'),

    /** Where the server reaches the store. */
    S3_ENDPOINT: url('S3_ENDPOINT'),
    /** Where browsers reach the store: SigV4 signs the host, so URLs are signed for this one. */
    S3_PUBLIC_ENDPOINT: url('S3_PUBLIC_ENDPOINT').optional(),
    S3_BUCKET: z
      .string({ error: 'S3_BUCKET is not set' })
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'S3_BUCKET is not a bucket name'),
    S3_REGION: z.string().min(1).default('us-east-1'),
    S3_ACCESS_KEY_ID: z.string({ error: 'S3_ACCESS_KEY_ID is not set' }).min(1),
    S3_SECRET_ACCESS_KEY: z.string({ error: 'S3_SECRET_ACCESS_KEY is not set' }).min(1),
    /** With temporary credentials: their token, and when they end (ISO 8601). They sign nothing beyond that. */
    S3_SESSION_TOKEN: z.string().min(1).optional(),
    S3_CREDENTIALS_END: z.iso
      .datetime({ offset: true, error: 'S3_CREDENTIALS_END must be a time such as 2026-11-24T18:00:00Z' })
      .optional(),
    /** What the store sends as `Authorization: Bearer …` with its notifications. */
    STORAGE_EVENTS_TOKEN: secret('STORAGE_EVENTS_TOKEN', 32),
    /** `off` answers every notification with 404; the reconciler alone then moves uploads on. */
    STORAGE_EVENTS: onOff('STORAGE_EVENTS'),
    /** Seconds between two rounds of the reconciler; 0 switches it off on this instance. */
    RECONCILE_INTERVAL: whole('RECONCILE_INTERVAL', 0, 3600, 15),
    /** Set by `npm run up` when its store was not stopped cleanly: what was settled last is looked at again. */
    STORE_WAS_KILLED: onOff('STORE_WAS_KILLED').default('off'),

    NEXTAUTH_SECRET: secret('NEXTAUTH_SECRET', 32),
    /** What the audit's seals are made with; NEXTAUTH_SECRET where it is not set. Kept outside the database. */
    AUDIT_KEY: secret('AUDIT_KEY', 32).optional(),
    /** Earlier secrets of seals, separated by commas. Only `npm run audit:verify` reads them. */
    AUDIT_OLD_KEYS: z.string().optional(),
    /** The first administrator, made when nobody exists yet. */
    ADMIN_EMAIL: z.email('ADMIN_EMAIL is not an email address').optional(),
    ADMIN_PASSWORD: z.string().min(12, 'ADMIN_PASSWORD must have at least 12 characters').optional(),
    /** Requests a minute that one agent token has, for each instance. */
    API_REQUESTS_A_MINUTE: whole('API_REQUESTS_A_MINUTE', 1, 10_000_000, 1200),
    /** Who answers downloads: the bucket itself, our own cache before it (docs/edge.md), or CloudFront. */
    DELIVERY: z
      .enum(['direct', 'edge', 'cloudfront'], { error: 'DELIVERY must be "direct", "edge" or "cloudfront"' })
      .default('direct'),
    /** Where browsers reach the edge. */
    EDGE_URL: url('EDGE_URL').optional(),
    /** What the edge shows when it asks for a ticket, and what it is shown when it is to forget bytes. */
    EDGE_SECRET: secret('EDGE_SECRET', 32).optional(),
    /** What tickets are signed with, the newest first; the edge takes two, so that they can be changed. */
    EDGE_KEYS: z
      .string()
      .regex(
        /^[^\s,]{32,}(,[^\s,]{32,})?$/,
        'EDGE_KEYS must be one or two keys of at least 32 characters, with a comma between',
      )
      .transform((keys) => keys.split(','))
      .default([]),
    /** Where the edge reaches the store; S3_ENDPOINT when it is not set. Signatures for it name this host. */
    EDGE_ORIGIN: url('EDGE_ORIGIN').optional(),
    /** Where the app reaches every edge, separated by commas; EDGE_URL when it is not set. */
    EDGE_INTERNAL_URLS: z
      .string()
      .transform((urls) => urls.split(',').map(stripSlash))
      .pipe(z.array(url('EDGE_INTERNAL_URLS')))
      .optional(),
    /** Where browsers reach the CloudFront distribution. */
    CLOUDFRONT_URL: url('CLOUDFRONT_URL').optional(),
    /** The id that CloudFront gave the public key, and the private key itself (PEM; `\n` for its line ends is fine). */
    CLOUDFRONT_KEY_PAIR_ID: z.string().min(1).optional(),
    CLOUDFRONT_PRIVATE_KEY: z
      .string()
      .transform((pem) => pem.replaceAll('\\n', '\n'))
      .refine((pem) => pem.startsWith('-----BEGIN '), 'CLOUDFRONT_PRIVATE_KEY must be a private key in PEM')
      .optional(),
    /** Seconds that a download URL lives. */
    DOWNLOAD_URL_TTL: whole('DOWNLOAD_URL_TTL', 1, 604_800, 60),
    /** S3 takes at most 5 TiB an object; a single form or PUT at most 5 GiB (lib/uploads/strategy.ts). */
    MAX_UPLOAD_BYTES: whole('MAX_UPLOAD_BYTES', 1, 5 * TiB, 50 * GiB),
    /**
     * `auto`: one form, and files over MULTIPART_THRESHOLD in parts. `post`: always one form (up to 5 GiB). `put`: as
     * `auto`, for stores without presigned forms.
     */
    UPLOAD_STRATEGY: z
      .enum(['auto', 'post', 'put'], { error: 'UPLOAD_STRATEGY must be "auto", "post" or "put"' })
      .default('auto'),
    /** Files over this go up in parts. */
    MULTIPART_THRESHOLD: whole('MULTIPART_THRESHOLD', 5 * MiB, 5 * GiB, 64 * MiB),
    /** A clamd that every file passes before it is READY. Not set: no scan. */
    CLAMD_HOST: z.string().min(1).optional(),
    CLAMD_PORT: whole('CLAMD_PORT', 1, 65_535, 3310),
    /** clamd's StreamMaxLength, in bytes (100 MiB unless its administrator changed it): it hangs up on anything longer. */
    CLAMD_MAX_BYTES: whole('CLAMD_MAX_BYTES', 1, 4 * GiB, 100 * MiB),
    /** What happens to files over that limit: `allow` marks them as not scanned. */
    CLAMD_TOO_LARGE: z
      .enum(['reject', 'allow'], { error: 'CLAMD_TOO_LARGE must be "reject" or "allow"' })
      .default('reject'),
    /** Where mail is handed over: smtp://user:password@host:587 (STARTTLS where offered), or smtps:// for TLS from the start. */
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'SMTP_URL must be a URL such as smtp://user:password@mail.example.org:587' })
      .optional(),
    /** The sender of every mail: an address, or `Name <address>`. */
    MAIL_FROM: z
      .string()
      .regex(/^([^<>"\r\n]{1,100} )?<?[^\s<>@"]+@[^\s<>@"]+>?$/, 'MAIL_FROM must be an address, or Name <address>')
      .optional(),
    /** Tests of crash safety only: the process kills itself at this point (lib/fault-point.ts). */
    FAULT_POINT: z.string().optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

    OIDC_ISSUER: url('OIDC_ISSUER').optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    /** What the button on the sign-in page says after “Continue with”. */
    OIDC_NAME: z.string().min(1).max(40).default('single sign-on'),
  })
  .refine((e) => !e.OIDC_ISSUER === !e.OIDC_CLIENT_ID && !e.OIDC_ISSUER === !e.OIDC_CLIENT_SECRET, {
    error: 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all three or none',
  })
  .refine((e) => e.DELIVERY !== 'edge' || (e.EDGE_URL && e.EDGE_SECRET && e.EDGE_KEYS.length > 0), {
    error: 'DELIVERY=edge needs EDGE_URL, EDGE_SECRET and EDGE_KEYS',
  })
  .refine(
    (e) => e.DELIVERY !== 'cloudfront' || (e.CLOUDFRONT_URL && e.CLOUDFRONT_KEY_PAIR_ID && e.CLOUDFRONT_PRIVATE_KEY),
    { error: 'DELIVERY=cloudfront needs CLOUDFRONT_URL, CLOUDFRONT_KEY_PAIR_ID and CLOUDFRONT_PRIVATE_KEY' },
  )
  .refine((e) => !e.SMTP_URL === !e.MAIL_FROM, { error: 'SMTP_URL and MAIL_FROM go together: set both or none' })
  .transform((e) => ({ ...e, S3_PUBLIC_ENDPOINT: e.S3_PUBLIC_ENDPOINT ?? e.S3_ENDPOINT }))

export type Env = z.output<typeof schema>

/** Parses an environment. Throws one Error that lists every variable that is wrong, with its cure. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty value in a .env file means “not set”.
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  - ${issue.message}`)
  throw new Error(`The settings are not right (see .env.example):\n${lines.join('\n')}`)
}

let parsed: Env | undefined

/** The settings, read once at first use. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env))
}

function stripSlash(value: string): string {
  return value.replace(/\/+$/, '')
}
