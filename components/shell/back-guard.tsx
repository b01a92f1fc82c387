'use client'
import { useEffect } from 'react'

/** Back after signing out must show nothing: a page that the browser kept asks the server again. */
export function BackGuard() {
  useEffect(() => {
    const check = (event: PageTransitionEvent) => {
      if (event.persisted) location.reload()
    }
    addEventListener('pageshow', check)
    return () => removeEventListener('pageshow', check)
  }, [])
  return null
}
