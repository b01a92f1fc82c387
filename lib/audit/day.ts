/** The moment at which a day (`2026-11-24`) begins in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Twice: the zone's offset is asked for at a guess, which may lie on the other side of a change of the clocks.
  const guess = midnight - offsetAt(midnight, timeZone)
  return new Date(midnight - offsetAt(guess, timeZone))
}

/** The moment at which the day after begins. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60_000)
  return startOfDay(next.toISOString().slice(0, 10), timeZone)
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const format = new Intl.DateTimeFormat('en-GB', { ...digits, second: '2-digit', hourCycle: 'h23', timeZone })
  const part = new Map(format.formatToParts(at).map(({ type, value }) => [type as string, Number(value)]))
  const of = (type: string) => part.get(type) ?? 0
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return local - Math.floor(at / 1000) * 1000
}
