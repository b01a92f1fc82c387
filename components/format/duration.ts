/** Time left, no finer than anybody can plan with: “14 s left”, “3 min left”, “1 h 20 min left”. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s left`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min left`
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return 'more than a day left'
  return minutes % 60 === 0 ? `${hours} h left` : `${hours} h ${minutes % 60} min left`
}
