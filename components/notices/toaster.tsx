'use client'
import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Notice } from '@/components/ui/notice'
import { closeToast, currentToasts, onToasts, type Toast } from './toast-store'

const NONE: readonly Toast[] = []

export function Toaster() {
  const toasts = useSyncExternalStore(onToasts, currentToasts, () => NONE)
  return (
    <div className="pointer-events-none fixed inset-x-3 top-3 z-50 grid max-w-[440px] gap-2 md:inset-x-auto md:top-auto md:bottom-6 md:left-[256px]">
      {toasts.map(({ id, tone, text }) => (
        <Notice key={id} tone={tone} className="pointer-events-auto animate-rise border border-current/15 shadow-float">
          <span className="flex items-start gap-2">
            <span className="flex-1">{text}</span>
            <button type="button" aria-label="Close" className="-m-1 rounded-xs p-1" onClick={() => closeToast(id)}>
              <X aria-hidden className="size-4" />
            </button>
          </span>
        </Notice>
      ))}
    </div>
  )
}
