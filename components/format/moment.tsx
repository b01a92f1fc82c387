'use client'
import { useClock } from './clock-provider'
import { formatMoment, formatWhen } from './when'

export function Moment({ iso, className }: { iso: string; className?: string }) {
  const clock = useClock()
  return (
    <time dateTime={iso} title={formatMoment(iso, clock.timeZone)} className={className}>
      {formatWhen(iso, clock)}
    </time>
  )
}
