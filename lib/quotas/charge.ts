import 'server-only'
import type { Db } from '../db'
import { AppError } from '../errors'

const YOURS_IS_FULL = 'Your storage is full. Delete for good what you no longer need, or ask an administrator for more.'

/**
 * Reserves room for `bytes` of a person's in the transaction that begins uploads into it. Each counter is one conditional
 * UPDATE, so parallel begins queue at its row and can never exceed a limit together.
 * @throws QUOTA_EXCEEDED, with `full` where it is the person's; the transaction must then be rolled back
 */
export async function charge(tx: Db, userId: string, bytes: number, full = YOURS_IS_FULL): Promise<void> {
  await tx.$executeRaw`INSERT INTO "StorageUse" ("userId") VALUES (${userId}::uuid) ON CONFLICT DO NOTHING`
  const mine = await tx.$executeRaw`
    UPDATE "StorageUse" s SET "usedBytes" = s."usedBytes" + ${bytes}::bigint
    FROM "Organisation" o
    WHERE s."userId" = ${userId}::uuid
      AND s."usedBytes" + ${bytes}::bigint <= coalesce(s."quotaBytes", o."memberQuotaBytes", 9223372036854775807)`
  if (mine === 0) throw new AppError('QUOTA_EXCEEDED', full)
  const ours = await tx.$executeRaw`
    UPDATE "Organisation" SET "usedBytes" = "usedBytes" + ${bytes}::bigint
    WHERE "usedBytes" + ${bytes}::bigint <= coalesce("quotaBytes", 9223372036854775807)`
  if (ours === 0)
    throw new AppError('QUOTA_EXCEEDED', 'The storage of your organisation is full. Ask an administrator for more.')
}

/**
 * Gives back what a document counts beyond `keepBytes`, once, however often it is called: all of it when it is rejected,
 * cancelled, out of time or gone for good; all but the file that stays when a replacement has come to its end. Call it with the
 * transaction of that change, which holds the document's row.
 */
export async function uncharge(tx: Db, documentId: string, keepBytes: bigint | number = 0): Promise<void> {
  await tx.$executeRaw`
    WITH freed AS (
      UPDATE "Document" d SET "chargedBytes" = least(before."chargedBytes", ${keepBytes}::bigint)
      FROM (SELECT id, "chargedBytes" FROM "Document" WHERE id = ${documentId}::uuid FOR UPDATE) before
      WHERE d.id = before.id
      RETURNING d."ownerId", before."chargedBytes" - d."chargedBytes" AS bytes
    ), mine AS (
      UPDATE "StorageUse" s SET "usedBytes" = greatest(0, s."usedBytes" - freed.bytes)
      FROM freed WHERE s."userId" = freed."ownerId"
    )
    UPDATE "Organisation" o SET "usedBytes" = greatest(0, o."usedBytes" - freed.bytes) FROM freed`
}
