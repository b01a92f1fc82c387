import 'server-only'
import { randomUUID } from 'node:crypto'
import { db } from '../db'
import type { UploadStrategy } from '../generated/prisma/enums'

/** How long a claim holds without a sign of life. A killed process delays its upload by at most this. */
const LEASE_SECONDS = 60
const HEARTBEAT_MS = 20_000

export type Claim = {
  token: string
  id: string
  documentId: string
  uploaderId: string
  agentTokenId: string | null
  /** Whether the document has a file that stays if this one is not taken in. */
  replaces: boolean
  objectId: string
  key: string
  strategy: UploadStrategy
  declaredSize: bigint
  declaredSha256: Uint8Array | null
}

/** Claims an active upload that nobody else is working on: one conditional UPDATE, so exactly one caller gets it. */
export async function claim(uploadId: string): Promise<Claim | null> {
  const token = randomUUID()
  const [row] = await db().$queryRaw<Omit<Claim, 'token'>[]>`
    UPDATE "Upload" u
    SET "leaseToken" = ${token}::uuid, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    FROM "StoredObject" o
    WHERE u.id = ${uploadId}::uuid AND o.id = u."objectId" AND u.state = 'ACTIVE'
      AND (u."leaseUntil" IS NULL OR u."leaseUntil" < now())
    RETURNING u.id, u."documentId", u."uploaderId", u."agentTokenId", u.replaces, u."objectId", o.key, u.strategy,
      u."declaredSize", u."declaredSha256"`
  return row ? { ...row, token } : null
}

/** Runs work under a claim, keeps the claim alive meanwhile, and gives it back whatever happens. */
export async function underLease<T>(held: Claim, work: () => Promise<T>): Promise<T> {
  const mine = { id: held.id, leaseToken: held.token }
  // By the database's clock, as the claim: this machine's may differ.
  const extend = () => db().$executeRaw`
    UPDATE "Upload" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${held.id}::uuid AND "leaseToken" = ${held.token}::uuid`
  // A lost heartbeat is no failure: the commit is fenced by the token, and a loser dooms its own copy.
  const heartbeat = setInterval(() => void extend().catch(() => undefined), HEARTBEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    await db().upload.updateMany({ where: mine, data: { leaseUntil: null, leaseToken: null } })
  }
}
