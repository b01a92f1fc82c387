import 'server-only'
import type { UserPrincipal } from '../auth/principal'
import { cursorOf, cursorTime, readCursor } from '../cursor'
import { db } from '../db'
import { trashedWhere } from './access'
import { TRASH_DAYS } from './limits'
import type { TrashPage } from './trash-schema'

const ROWS_A_PAGE = 50
export const TRASH_MS = TRASH_DAYS * 24 * 3_600_000

/** One page of what the person deleted and can still restore, the last deleted first. @throws BAD_INPUT for an odd cursor */
export async function listTrash(principal: UserPrincipal, cursor: string | null): Promise<TrashPage> {
  const mine = trashedWhere(principal)
  const [found, all] = await Promise.all([
    db().document.findMany({
      where: { AND: [mine, cursor === null ? {} : afterCursor(cursor)] },
      orderBy: [{ deletedAt: 'desc' }, { id: 'desc' }],
      take: ROWS_A_PAGE + 1,
      select: { id: true, name: true, size: true, deletedAt: true },
    }),
    db().document.aggregate({ where: mine, _count: { id: true }, _sum: { chargedBytes: true } }),
  ])
  const rows = found.slice(0, ROWS_A_PAGE).flatMap(({ deletedAt, size, ...row }) =>
    deletedAt === null
      ? []
      : {
          ...row,
          size: Number(size),
          deletedAt: deletedAt.toISOString(),
          endsAt: new Date(deletedAt.getTime() + TRASH_MS).toISOString(),
        },
  )
  const last = found.length > ROWS_A_PAGE ? rows.at(-1) : undefined
  return {
    rows,
    nextCursor: last ? cursorOf([last.deletedAt, last.id]) : null,
    count: all._count.id,
    bytes: Number(all._sum.chargedBytes ?? 0n),
  }
}

function afterCursor(cursor: string) {
  const [deletedAt, id] = readCursor(cursor, cursorTime)
  return { OR: [{ deletedAt: { lt: deletedAt } }, { deletedAt, id: { lt: id } }] }
}
