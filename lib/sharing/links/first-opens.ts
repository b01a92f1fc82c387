import 'server-only'
import { db, type Db } from '../../db'
import { env } from '../../env'
import { openedMessage } from '../../mail/templates/opened'
import { queueMail } from '../../mail/queue'
import { mailIsOn } from '../../mail/settings'
import { organisationName } from '../../organisation/name'

type FirstOpen = {
  id: string
  version: number
  label: string
  at: Date
  fileName: string
  email: string
  tell: boolean
}

const AT_A_TIME = 50

/**
 * Tells givers who asked for it that their link was used for the first time. That it was told and the message are one
 * transaction, so each is told once, whatever is killed when.
 */
export async function notifyFirstOpens(): Promise<void> {
  if (!mailIsOn()) return
  while ((await db().$transaction(notifySome)) === AT_A_TIME);
}

async function notifySome(tx: Db): Promise<number> {
  const due = await tx.$queryRaw<FirstOpen[]>`
    UPDATE "Link" l SET "notifiedAt" = clock_timestamp()
    FROM "Capability" c JOIN "Document" d ON d.id = c."documentId" JOIN "User" u ON u.id = c."giverId"
    WHERE c.id = l."capabilityId" AND l."capabilityId" IN (
      SELECT w."capabilityId" FROM "Link" w
      WHERE w."notifyOnOpen" AND w."firstOpenedAt" IS NOT NULL AND w."notifiedAt" IS NULL
      LIMIT ${AT_A_TIME} FOR UPDATE SKIP LOCKED)
    RETURNING l."capabilityId" AS id, l.version, l.label, l."firstOpenedAt" AS at, d.name AS "fileName", u.email,
              u."disabledAt" IS NULL AND u."erasedAt" IS NULL AS tell`
  if (due.length === 0) return 0
  const rest = { organisation: await organisationName(tx), documentsUrl: `${env().APP_URL}/documents` }
  for (const { id, version, email, tell, ...opened } of due) {
    // Sent by mail again, it is told again: mail programs show one message of each id.
    const body = await openedMessage({ ...opened, ...rest })
    if (tell) await queueMail(tx, { id: `opened-${id}-${version}`, to: email, ...body })
  }
  return due.length
}
