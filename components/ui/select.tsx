import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { fieldStyle } from './input'

/** The platform's own select: right for keyboards, screen readers and thumbs without a line of script. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className="relative block w-fit min-w-0 has-[.w-full]:w-full">
      <select className={cn(fieldStyle, 'appearance-none pr-9', className)} {...props} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
