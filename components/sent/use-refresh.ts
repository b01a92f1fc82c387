'use client'
import { useEffect, useEffectEvent } from 'react'

const MOVING_MS = 3_000

/** Reads anew every few seconds while something is about to change, and when somebody comes back to the page. */
export function useRefresh(moving: boolean, read: () => Promise<void>): void {
  const again = useEffectEvent(() => {
    if (document.visibilityState === 'visible') void read()
  })
  useEffect(() => {
    document.addEventListener('visibilitychange', again)
    return () => document.removeEventListener('visibilitychange', again)
  }, [])
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(again, MOVING_MS)
    return () => clearInterval(timer)
  }, [moving])
}
