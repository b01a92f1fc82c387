/** What was typed as a number of days: null for nothing (for ever), undefined for what is no whole number of days. */
export function parseDays(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^[1-9]\d{0,5}$/.test(trimmed) ? Number(trimmed) : undefined
}
