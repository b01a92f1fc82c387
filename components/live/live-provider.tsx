'use client'
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { endSignedOut, isLeaving, raiseTrouble, tabTrouble } from '@/components/notices/tab-state'
import { uploadsRunning } from '@/components/upload/queue-of'
import type { DocumentRow, DocumentStatusWord } from '@/lib/documents/schema'
import { LiveConnection } from './live-connection'
import { LiveStore } from './live-store'

const LiveContext = createContext<LiveStore | null>(null)

export function useLive(): LiveStore {
  const store = useContext(LiveContext)
  if (!store) throw new Error('useLive needs a LiveProvider above it.')
  return store
}

export function useLiveStatus(documentId: string | null): DocumentStatusWord | null | undefined {
  const store = useLive()
  return useSyncExternalStore(
    (onChange) => store.subscribe({ onChange }),
    () => (documentId === null ? undefined : store.statusOf(documentId)),
    () => undefined,
  )
}

/** What was heard last of a document; null when it is gone, undefined when nothing was heard. */
export function useLiveRow(documentId: string | null): DocumentRow | null | undefined {
  const store = useLive()
  return useSyncExternalStore(
    (onChange) => store.subscribe({ onChange }),
    () => (documentId === null ? undefined : store.rowOf(documentId)),
    () => undefined,
  )
}

export function useConnected(): boolean {
  const store = useLive()
  return useSyncExternalStore(
    (onChange) => store.subscribe({ onChange }),
    () => store.connected,
    () => true,
  )
}

/** One stream a tab. Hidden tabs give theirs back: a browser has six HTTP/1.1 connections for all tabs of a host. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new LiveStore())
  useEffect(() => {
    // Tabs tell each other that somebody is signed in. One that was shown beside the sign-in page all the time would learn
    // it from nothing else.
    const tabs = new BroadcastChannel('signed-in')
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel takes none
    const connection = connect(store, () => tabs.postMessage(null))
    const follow = () => (document.visibilityState === 'visible' ? connection.open() : connection.close())
    const close = () => connection.close()
    const followAgain = () => {
      if (tabTrouble() !== 'signed-out') return
      close()
      follow()
    }
    follow()
    tabs.addEventListener('message', followAgain)
    document.addEventListener('visibilitychange', follow)
    addEventListener('pagehide', close)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      removeEventListener('pagehide', close)
      close()
      tabs.close()
    }
  }, [store])
  return <LiveContext value={store}>{children}</LiveContext>
}

function connect(store: LiveStore, onSignedIn: () => void): LiveConnection {
  const parts = { open: () => new EventSource('/api/live'), isSignedOut }
  return new LiveConnection(parts, {
    onDocuments: (event) => store.hear(event),
    onRefresh: () => {
      endSignedOut()
      onSignedIn()
      store.refresh()
    },
    onConnected: (connected) => store.setConnected(connected),
    onSignedOut: leaveOrTell,
  })
}

async function isSignedOut(): Promise<boolean> {
  const abort = new AbortController()
  try {
    const { status } = await fetch('/api/live', { signal: abort.signal })
    return status === 401
  } catch {
    return false
  } finally {
    abort.abort()
  }
}

/** Nothing of the organisation stays on the screen of somebody who is signed out, except uploads that still run. */
function leaveOrTell(): void {
  if (isLeaving()) return
  if (uploadsRunning()) raiseTrouble('signed-out')
  else location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
}
