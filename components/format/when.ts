type Clock = { now: number; timeZone: string }
type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>

/** A moment as short as it stays clear on this day: “14:02”, “Yesterday”, “19 Nov”, “19 Nov 2025”. */
export function formatWhen(iso: string, { now, timeZone }: Clock): string {
  const then = parts(Date.parse(iso), timeZone)
  const today = parts(now, timeZone)
  const days = dayNumber(today) - dayNumber(then)
  if (days === 0) return `${then.hour}:${then.minute}`
  if (days === 1) return 'Yesterday'
  return then.year === today.year ? `${then.day} ${then.month}` : `${then.day} ${then.month} ${then.year}`
}

/** The same moment in full, for a title: “Thursday, 19 November 2026 at 14:02”. */
export function formatMoment(iso: string, timeZone: string): string {
  return formatter('moment', timeZone, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(iso))
}

function parts(at: number, timeZone: string): Parts {
  const options = { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  const list = formatter('parts', timeZone, { ...options, hourCycle: 'h23' }).formatToParts(at)
  return Object.fromEntries(list.map(({ type, value }) => [type, value])) as Parts
}

// Calendar days, not spans of 24 hours: at one o'clock in the night “an hour ago” may be yesterday.
function dayNumber({ year, month, day }: Parts): number {
  return Math.round(Date.parse(`${day} ${month.slice(0, 3)} ${year} UTC`) / 86_400_000)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(kind: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone}`
  const made = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
  formatters.set(key, made)
  return made
}
