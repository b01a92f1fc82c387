type Clock = { now: number; timeZone: string }
type Parts = { year: number; month: number; day: number; hour: string; minute: string }

// Our own names: those of Intl differ between Node and browsers (“Sep”, “Sept”), and both sides must write the same.
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A moment as short as it stays clear on this day: “14:02”, “Yesterday”, “Tomorrow 09:00”, “19 Nov”, “19 Nov 2025”. */
export function formatWhen(iso: string, { now, timeZone }: Clock): string {
  const then = parts(Date.parse(iso), timeZone)
  const today = parts(now, timeZone)
  const days = dayNumber(today) - dayNumber(then)
  if (days === 0) return `${then.hour}:${then.minute}`
  if (days === 1) return 'Yesterday'
  // Of what is over the day is enough; what will end by then ends at an hour.
  if (days === -1) return `Tomorrow ${then.hour}:${then.minute}`
  const date = `${then.day} ${monthOf(then).slice(0, 3)}`
  return then.year === today.year ? date : `${date} ${then.year}`
}

/** The same moment in full, for a title: “19 November 2026, 14:02”. */
export function formatMoment(iso: string, timeZone: string): string {
  const then = parts(Date.parse(iso), timeZone)
  return `${then.day} ${monthOf(then)} ${then.year}, ${then.hour}:${then.minute}`
}

function monthOf({ month }: Parts): string {
  return MONTHS[month - 1] ?? ''
}

// Calendar days, not spans of 24 hours: at one o'clock in the night “an hour ago” may be yesterday.
function dayNumber({ year, month, day }: Parts): number {
  return Date.UTC(year, month - 1, day) / 86_400_000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function parts(at: number, timeZone: string): Parts {
  const found = new Map(
    formatterOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type as string, value]),
  )
  const number = (type: string) => Number(found.get(type))
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: found.get('hour') ?? '',
    minute: found.get('minute') ?? '',
  }
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const made = new Intl.DateTimeFormat('en-GB', { ...digits, hourCycle: 'h23', timeZone })
  formatters.set(timeZone, made)
  return made
}
