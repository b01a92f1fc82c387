import 'server-only'
import type { Principal } from '../auth/principal'
import type { Db } from '../db'
import { AppError } from '../errors'
import { exactMoment } from '../mail/templates/words'

type Life = { endsAt: Date; timeZone: string }

/**
 * A link opens nothing that its giver may not share any more, so it must not be said to live longer than that right.
 * @throws BAD_INPUT, which names the first document whose right ends before
 */
export async function assertRightOutlasts(
  tx: Db,
  { userId }: Principal,
  documentIds: readonly string[],
  { endsAt, timeZone }: Life,
): Promise<void> {
  const [first] = await tx.$queryRaw<{ name: string; endsAt: Date }[]>`
    SELECT d.name, max(a."endsAt") AS "endsAt"
    FROM "DocumentAccess" a JOIN "Document" d ON d.id = a."documentId"
    WHERE a."documentId" = ANY(${[...documentIds]}::uuid[]) AND a."userId" = ${userId}::uuid
      AND a.role IN ('OWNER', 'EDITOR')
    GROUP BY d.id, d.name
    HAVING bool_and(a."endsAt" IS NOT NULL) AND max(a."endsAt") < ${endsAt}
    ORDER BY max(a."endsAt"), d.id LIMIT 1`
  if (!first) return
  const moment = exactMoment(first.endsAt, timeZone)
  throw new AppError('BAD_INPUT', `Your own access to “${first.name}” ends on ${moment}; choose a shorter life.`)
}
