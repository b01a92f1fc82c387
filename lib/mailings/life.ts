/** When a life that begins now begins and ends, in whole seconds: signatures know no smaller ones, and the message says no other. */
export function mailLife(seconds: number, now = Date.now()): { startsAt: Date; endsAt: Date } {
  const startsAt = new Date(Math.floor(now / 1000) * 1000)
  return { startsAt, endsAt: new Date(startsAt.getTime() + seconds * 1000) }
}
