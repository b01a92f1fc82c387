'use client'
import { createContext, useCallback, useContext, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Replaced } from '@/lib/upload-client/entry'
import type { QueueSnapshot } from '@/lib/upload-client/queue'
import { admit, type RefusedFile } from './admit'
import { queueOf } from './queue-of'
import { UploadTray } from './upload-tray'
import { useTabTitle } from './use-tab-title'
import { useUnfinished } from './use-unfinished'

const NOTHING: QueueSnapshot = {
  items: [],
  total: {
    files: 0,
    done: 0,
    failed: 0,
    resting: 0,
    bytes: 0,
    loaded: 0,
    percent: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
  },
}

type Send = { upload: (files: readonly File[]) => void; replace: (document: Replaced, file: File) => void }

const UploadsContext = createContext<Send>({ upload: () => undefined, replace: () => undefined })

/** Sends files; stable, so that what uses it is not drawn with every tick of a bar. */
export const useUpload = () => useContext(UploadsContext).upload
/** Sends a new file for a document. */
export const useReplace = () => useContext(UploadsContext).replace

type ProviderProps = { userId: string; maxBytes: number; children: ReactNode }

export function UploadsProvider({ userId, maxBytes, children }: ProviderProps) {
  const [refused, setRefused] = useState<readonly RefusedFile[]>([])
  const snapshot = useSyncExternalStore(
    useCallback((listener: () => void) => queueOf(userId).subscribe(listener), [userId]),
    () => queueOf(userId).snapshot(),
    () => NOTHING,
  )
  const unfinished = useUnfinished(userId)
  const { hide } = unfinished.actions
  useTabTitle(snapshot.total)
  const send = useMemo((): Send => {
    const admitted = (files: readonly File[]) => {
      const sorted = admit(files, maxBytes)
      clearFinished(userId)
      setRefused(sorted.refused)
      return sorted.admitted
    }
    return {
      upload: (files) => {
        const may = admitted(files)
        if (may.length > 0) queueOf(userId).add(may)
      },
      replace: (document, file) => {
        for (const may of admitted([file])) queueOf(userId).replace(document, may)
      },
    }
  }, [userId, maxBytes])
  const actions = useMemo(() => {
    const closed = () => {
      setRefused([])
      hide()
    }
    return trayActions(userId, closed)
  }, [userId, hide])
  return (
    <UploadsContext value={send}>
      {children}
      <UploadTray snapshot={snapshot} refused={refused} unfinished={unfinished} actions={actions} />
    </UploadsContext>
  )
}

type Act = (key: string) => void
export type TrayActions = {
  cancel: Act
  pause: Act
  resume: Act
  retry: Act
  dismiss: Act
  retryAll: () => void
  close: () => void
}

function trayActions(userId: string, closed: () => void): TrayActions {
  const queue = () => queueOf(userId)
  return {
    cancel: (key) => queue().cancel(key),
    pause: (key) => queue().pause(key),
    resume: (key) => queue().resume(key),
    retry: (key) => queue().retry(key),
    dismiss: (key) => queue().dismiss(key),
    retryAll: () => {
      for (const { key, state } of queue().snapshot().items) if (state === 'failed') queue().retry(key)
    },
    close: () => {
      queue().dismiss()
      closed()
    },
  }
}

/** A new drop begins with a clean tray, except for what failed and may still be tried again. */
function clearFinished(userId: string): void {
  const queue = queueOf(userId)
  if (queue.busy) return
  const { items, total } = queue.snapshot()
  if (total.failed === 0) return queue.dismiss()
  for (const { key, state } of items) if (state === 'done' || state === 'cancelled') queue.dismiss(key)
}
