import type { LucideIcon } from 'lucide-react'
import { cn } from '@/components/ui/cn'

export function tabStyle(current: boolean): string {
  return cn(
    'grid min-h-11 min-w-0 flex-1 content-center justify-items-center gap-1 rounded-s text-2xs',
    current ? 'text-seal' : 'text-ink-3',
  )
}

export function TabFace({ Icon, label }: { Icon: LucideIcon; label: string }) {
  return (
    <>
      <Icon aria-hidden className="size-[18px]" strokeWidth={1.6} />
      {label}
    </>
  )
}
