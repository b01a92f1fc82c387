'use client'
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { setPreference } from '@/components/preferences'
import { ClockStore, type Clock } from './clock'

const ClockContext = createContext(new ClockStore({ now: 0, timeZone: 'UTC' }))

export function useClock(): Clock {
  const store = useContext(ClockContext)
  return useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => store.clock,
    () => store.served,
  )
}

/**
 * The server begins with the zone of a cookie that the last visit left, so that both sides write the same dates; a first
 * visit is corrected right after hydration.
 */
export function ClockProvider({ now, timeZone, children }: Clock & { children: ReactNode }) {
  const [store] = useState(() => new ClockStore({ now, timeZone }))
  useEffect(() => {
    const { timeZone: own } = Intl.DateTimeFormat().resolvedOptions()
    if (own !== store.served.timeZone) setPreference('zone', own)
    return store.run(own)
  }, [store])
  return <ClockContext value={store}>{children}</ClockContext>
}
