/** Time left, no finer than anybody can plan with: “14 s left”, “3 min left”, “1 h 20 min left”. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s left`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min left`
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return 'more than a day left'
  return minutes % 60 === 0 ? `${hours} h left` : `${hours} h ${minutes % 60} min left`
}

/** How long something still lives: as above below a day, then whole days: “23 h 59 min left”, “6 days left”. */
export function formatRemaining(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  // Rounded down, since it is a promise.
  if (days < 1) return formatTimeLeft(seconds < 60 ? seconds : Math.floor(seconds / 60) * 60)
  return days === 1 ? '1 day left' : `${days} days left`
}
