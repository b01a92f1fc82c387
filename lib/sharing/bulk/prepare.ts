import 'server-only'
import type { UserPrincipal } from '../../auth/principal'
import { db } from '../../db'
import { AppError } from '../../errors'
import { Prisma } from '../../generated/prisma/client'
import { effectOf } from './effect'
import type { PreparedRevocation } from './schema'
import { wayFilter, type WaySelection } from '../ways/schema'
import { waysWhere } from '../ways/where'

const FEW = 500

/** A hundred thousand items take about two seconds. */
const MAY_TAKE_MS = 14_000

/**
 * Writes down what was ticked and works out what revoking it would do. Nothing is taken away yet; what is started later
 * is exactly this, whatever the filter would match by then.
 * @throws NOT_FOUND when nothing of it is the principal's to revoke
 */
export async function prepareRevocation(
  principal: UserPrincipal,
  selection: WaySelection,
): Promise<PreparedRevocation> {
  const { userId, sessionId, client } = principal
  return db().$transaction(
    async (tx) => {
      const { id } = await tx.revocation.create({ data: { actorId: userId, sessionId, client }, select: { id: true } })
      const total = await tx.$executeRaw`
        INSERT INTO "RevocationItem" ("revocationId", position, kind, "wayId", "documentId")
        SELECT ${id}::uuid, row_number() OVER (ORDER BY w."documentId", w.id) - 1, w.kind, w.id, w."documentId"
        FROM "WayIn" w WHERE ${selected(principal, selection)}`
      if (total === 0) throw new AppError('NOT_FOUND', 'Nothing of this is left, or it is not yours to revoke.')
      await tx.revocation.update({ where: { id }, data: { total }, select: { id: true } })
      // The planner knows nothing of items that were just written, and would go through thousands one by one.
      if (total > FEW) await tx.$executeRaw`SET LOCAL enable_nestloop = off`
      return { id, total, effect: await effectOf(tx, id) }
    },
    { timeout: MAY_TAKE_MS },
  )
}

function selected(principal: UserPrincipal, selection: WaySelection): Prisma.Sql {
  if (selection.by === 'filter') {
    const { state } = selection.filter
    const where = waysWhere(principal, selection.filter)
    return state ? Prisma.sql`${where} AND (w.state = 'LIVING') = ${state === 'living'}` : where
  }
  const ids = selection.ways.map(({ id }) => id)
  return Prisma.sql`${waysWhere(principal, wayFilter.parse({}))} AND w.id = ANY(${ids}::uuid[])`
}
