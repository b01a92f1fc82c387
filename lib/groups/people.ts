import 'server-only'
import { db } from '../db'

/** How many people of each group could open something now; a group without any is not in it. */
export async function peopleIn(groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = await db().groupMember.groupBy({
    by: ['groupId'],
    where: { groupId: { in: [...groupIds] }, user: { disabledAt: null } },
    _count: { userId: true },
  })
  return new Map(counts.map(({ groupId, _count }) => [groupId, _count.userId]))
}
