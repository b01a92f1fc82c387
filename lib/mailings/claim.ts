import 'server-only'
import { db } from '../db'

/** One message that a process has taken on. */
export type Claimed = {
  id: string
  mailingId: string
  senderId: string
  address: string
  serial: number
  box: string | null
  startsAt: Date
  endsAt: Date
  /** Counts this try. What is recorded of a claim that was lost to another process finds another number, and changes nothing. */
  attempts: number
}

/** How long a claim holds without a sign of life: what a killed process had in hand waits for at most this. */
const LEASE_SECONDS = 15
const HEARTBEAT_MS = 5_000

/** The message that has been due longest, or whose process died; null when there is none. */
export async function claim(): Promise<Claimed | null> {
  const [claimed] = await db().$queryRaw<Claimed[]>`
    UPDATE "MailingRecipient" r
    SET state = 'SENDING', attempts = r.attempts + 1, "leaseUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    FROM "Mailing" m
    WHERE m.id = r."mailingId" AND r.id = (
      SELECT d.id FROM "MailingRecipient" d
      WHERE (d.state = 'QUEUED' AND d."dueAt" <= clock_timestamp())
         OR (d.state = 'SENDING' AND d."leaseUntil" < clock_timestamp())
      ORDER BY d."dueAt", d.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING r.id, r."mailingId", m."senderId", r.address, r.serial, r.box, r."startsAt", r."endsAt", r.attempts`
  return claimed ?? null
}

/** Keeps a claim while its message is made and handed over. Answers what ends that. */
export function keep({ id, attempts }: Claimed): () => void {
  const timer = setInterval(() => void renew(id, attempts).catch(() => undefined), HEARTBEAT_MS)
  return () => clearInterval(timer)
}

function renew(id: string, attempts: number) {
  return db().$executeRaw`
    UPDATE "MailingRecipient" SET "leaseUntil" = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${id}::uuid AND state = 'SENDING' AND attempts = ${attempts}`
}
