'use client'
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { setPreference } from '@/components/preferences'

type Clock = { now: number; timeZone: string }

const TICK_MS = 60_000
const ServerClock = createContext<Clock>({ now: 0, timeZone: 'UTC' })

/**
 * The time and the reader's zone. The server begins with the zone of a cookie that the last visit left, so that both sides
 * write the same dates; from hydration on each reader follows the browser. Not through a context that changes: React would
 * throw away what the server is still streaming, and draw it anew beside it.
 */
export function useClock(): Clock {
  const server = useContext(ServerClock)
  return useSyncExternalStore(subscribe, browserClock, () => server)
}

export function ClockProvider({ now, timeZone, children }: Clock & { children: ReactNode }) {
  const [server] = useState<Clock>({ now, timeZone })
  useEffect(() => {
    const zone = browserZone()
    if (zone !== timeZone) setPreference('zone', zone)
  }, [timeZone])
  return <ServerClock value={server}>{children}</ServerClock>
}

const listeners = new Set<() => void>()
let clock: Clock | null = null
let timer: ReturnType<typeof setInterval> | undefined

function browserClock(): Clock {
  return (clock ??= { now: Date.now(), timeZone: browserZone() })
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    clock = null
  }
}

function tick(): void {
  clock = null
  for (const listener of [...listeners]) listener()
}
