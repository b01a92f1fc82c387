/** What a date field holds for a moment: the day on which it ends, on the reader's calendar. */
export function dayOf(iso: string): string {
  const at = new Date(iso)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The last moment of the day that was chosen, on the reader's calendar; null for none. */
export function endOfDay(day: string): string | null {
  const at = day ? new Date(`${day}T23:59:59.999`) : null
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null
}
