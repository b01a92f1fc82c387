const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

/** Decimal units, as storage is sold: “184 KB”, “2.4 MB”, “6.8 GB”. */
export function formatSize(bytes: number): string {
  const { value, unit } = scale(bytes)
  return `${unit > 0 && value < 10 ? trim(value.toFixed(1)) : value.toFixed(0)} ${UNITS[unit]}`
}

/** How far, in the unit of the whole, so that both numbers can be compared: “1.24 of 2.1 GB”. */
export function formatProgress(loaded: number, total: number): string {
  const { value, unit } = scale(total)
  const part = Math.min(loaded, total) / 1000 ** unit
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${trim(part.toFixed(digits))} of ${formatSize(total)}`
}

export function formatRate(bytesPerSecond: number): string {
  return `${formatSize(bytesPerSecond)}/s`
}

function scale(bytes: number): { value: number; unit: number } {
  let [value, unit] = [bytes, 0]
  // 999.6 KB would be shown as “1000 KB”.
  while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1]
  return { value, unit }
}

function trim(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
}
