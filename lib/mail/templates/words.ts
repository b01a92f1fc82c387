import { oneLine } from '../one-line'

/** Of a foreign direction: what follows such a name must not be turned (Unicode UAX 9: isolates). */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** A name for a text without markup: one line, and isolated where it runs from right to left. */
export function plainName(name: string): string {
  const line = oneLine(name)
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line
}

/** “Thursday, 26 November 2026, 01:05 (Europe/Berlin, GMT+1)” */
export function exactMoment(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const zone = timeZone === 'UTC' ? 'UTC' : `${timeZone}, ${part['timeZoneName']}`
  return `${part['weekday']}, ${part['day']} ${part['month']} ${part['year']}, ${part['hour']}:${part['minute']} (${zone})`
}

/** “24 hours”, “3 days”, “90 minutes” */
export function span(seconds: number): string {
  const [size, unit] =
    seconds % 86_400 === 0 && seconds > 86_400
      ? [86_400, 'day']
      : seconds % 3600 === 0
        ? [3600, 'hour']
        : [60, 'minute']
  const count = Math.round(seconds / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
