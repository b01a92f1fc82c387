const GB = 1000 ** 3

/** What a person typed into a limit as bytes: empty is no limit (null), anything that is no number is undefined. */
export function parseGigabytes(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.')
  if (typed === '') return null
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(typed)) return undefined
  return Math.round(Number(typed) * GB)
}

/** A limit as it is typed. */
export function showGigabytes(bytes: number | null): string {
  return bytes === null ? '' : String(Math.round((bytes / GB) * 1000) / 1000)
}
