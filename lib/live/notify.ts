import 'server-only'
import type { Db } from '../db'

export const LIVE_CHANNEL = 'countersign_live'

/** PostgreSQL refuses payloads of 8000 bytes and more: 100 ids of 36 characters stay far below. */
const IDS_A_NOTICE = 100

export type LiveNotice =
  | { kind: 'documents'; ids: string[] }
  /** Somebody's sessions changed: their streams look again whether they may go on. */
  | { kind: 'sessions'; userId: string }
  /** What these people may see changed in a way that no document's own rows tell: they read their lists again. */
  | { kind: 'rights'; userIds: string[] }

/** Tells every open page that these documents changed. Ids only: each reader re-queries under its own right. */
export async function notifyDocuments(db: Db, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_A_NOTICE) {
    await send(db, { kind: 'documents', ids: ids.slice(at, at + IDS_A_NOTICE) })
  }
}

/**
 * Makes the open pages of these people read their lists again. For what a document cannot be asked about afterwards: who
 * left a group, or gave a document away, is in no row of it any more.
 */
export async function notifyRights(db: Db, userIds: readonly string[]): Promise<void> {
  for (let at = 0; at < userIds.length; at += IDS_A_NOTICE) {
    await send(db, { kind: 'rights', userIds: userIds.slice(at, at + IDS_A_NOTICE) })
  }
}

/** Ends the open pages of a person whose sessions were ended, in the transaction that ends them. */
export async function notifySessions(db: Db, userId: string): Promise<void> {
  await send(db, { kind: 'sessions', userId })
}

async function send(db: Db, notice: LiveNotice): Promise<void> {
  await db.$queryRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(notice)})::text`
}
