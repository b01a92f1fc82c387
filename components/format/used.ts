/** How full, whole percent, never more than 100. A limit of nothing is full. */
export function usedPercent(usedBytes: number, quotaBytes: number): number {
  if (quotaBytes <= 0) return 100
  return Math.min(100, Math.floor((usedBytes / quotaBytes) * 100))
}
