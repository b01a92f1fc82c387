import 'server-only'
import type { Db } from '../db'
import { AppError } from '../errors'
import { formatSize } from '../format/size'

type Move = { documentIds: readonly string[]; fromId: string; toId: string }

/**
 * Counts documents in another person's storage from now on. The organisation's sum stays as it is. Call it with the
 * transaction that gives them another owner and holds their rows.
 * @throws QUOTA_EXCEEDED with the figures when they do not fit; the transaction must then be rolled back
 */
export async function moveCharges(tx: Db, { documentIds, fromId, toId }: Move): Promise<{ bytes: number }> {
  const [sum] = await tx.$queryRaw<{ bytes: bigint }[]>`
    SELECT coalesce(sum("chargedBytes"), 0)::bigint AS bytes FROM "Document" WHERE id = ANY(${[...documentIds]}::uuid[])`
  const bytes = sum?.bytes ?? 0n
  if (bytes === 0n) return { bytes: 0 }
  await tx.$executeRaw`
    INSERT INTO "StorageUse" ("userId") VALUES (${fromId}::uuid), (${toId}::uuid) ON CONFLICT DO NOTHING`
  // Both at once and in one order: two people may give each other documents at the same time.
  await tx.$queryRaw`
    SELECT 1 FROM "StorageUse" WHERE "userId" IN (${fromId}::uuid, ${toId}::uuid) ORDER BY "userId" FOR UPDATE`
  const fits = await tx.$executeRaw`
    UPDATE "StorageUse" s SET "usedBytes" = s."usedBytes" + ${bytes}
    FROM "Organisation" o
    WHERE s."userId" = ${toId}::uuid
      AND s."usedBytes" + ${bytes} <= coalesce(s."quotaBytes", o."memberQuotaBytes", 9223372036854775807)`
  if (fits === 0) throw new AppError('QUOTA_EXCEEDED', await figures(tx, toId, bytes))
  await tx.$executeRaw`
    UPDATE "StorageUse" SET "usedBytes" = greatest(0, "usedBytes" - ${bytes}) WHERE "userId" = ${fromId}::uuid`
  return { bytes: Number(bytes) }
}

async function figures(tx: Db, userId: string, bytes: bigint): Promise<string> {
  const [room] = await tx.$queryRaw<{ left: bigint }[]>`
    SELECT greatest(0, coalesce(s."quotaBytes", o."memberQuotaBytes") - s."usedBytes")::bigint AS left
    FROM "StorageUse" s CROSS JOIN "Organisation" o WHERE s."userId" = ${userId}::uuid`
  const [needed, left] = [bytes, room?.left ?? 0n].map((count) => formatSize(Number(count)))
  return `This needs ${needed} of their storage, and ${left} are left. An administrator can raise the limit.`
}
