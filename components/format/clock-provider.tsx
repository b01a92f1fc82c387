'use client'
import { createContext, startTransition, useContext, useEffect, useState, type ReactNode } from 'react'
import { setPreference } from '@/components/preferences'

type Clock = { now: number; timeZone: string }

const ClockContext = createContext<Clock>({ now: 0, timeZone: 'UTC' })

export const useClock = () => useContext(ClockContext)

/**
 * The time and the reader's zone. The server begins with the zone of a cookie that the last visit left, so that both sides
 * write the same dates; a first visit is corrected right after hydration.
 */
export function ClockProvider({ now, timeZone, children }: Clock & { children: ReactNode }) {
  const [clock, setClock] = useState<Clock>({ now, timeZone })
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (zone !== timeZone) setPreference('zone', zone)
    // A transition waits for what is still being streamed; an urgent update would draw that anew, beside the server's own.
    const tick = () => startTransition(() => setClock({ now: Date.now(), timeZone: zone }))
    tick()
    const timer = setInterval(tick, 60_000)
    return () => clearInterval(timer)
  }, [timeZone])
  return <ClockContext value={clock}>{children}</ClockContext>
}
