import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

const TONES = {
  red: { box: 'bg-red-wash text-red', Icon: CircleAlert, role: 'alert' },
  amber: { box: 'bg-amber-wash text-amber', Icon: Info, role: 'status' },
  seal: { box: 'bg-seal-wash text-seal', Icon: CircleCheck, role: 'status' },
} as const

/** One sentence about what happened, in the place where it happened. */
export function Notice({
  tone,
  children,
  className,
}: {
  tone: keyof typeof TONES
  children: ReactNode
  className?: string
}) {
  const { box, Icon, role } = TONES[tone]
  return (
    <div role={role} className={cn('flex items-start gap-2.5 rounded-s px-3 py-2.5 text-s', box, className)}>
      <Icon aria-hidden className="mt-px size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
