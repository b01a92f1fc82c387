'use client'
import { useClock } from '@/components/format/clock-provider'
import { formatMoment } from '@/components/format/when'

/** In full: in an audit “Yesterday” says too little. */
export function AuditTime({ iso }: { iso: string }) {
  const { timeZone } = useClock()
  return (
    <time dateTime={iso} title={iso}>
      {formatMoment(iso, timeZone)}
    </time>
  )
}
