import { cn } from '@/components/ui/cn'

/** The mark: a signature over its line. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 26 26"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      className={cn('size-[26px] text-seal', className)}
    >
      <path d="M4 14.5c2.2 3 3.6 5 4.6 5 2 0 3.2-13 5.4-13 1.8 0 .6 8.6 2.6 8.6 1.6 0 2.6-3.4 5.4-3.6" />
      <path d="M4 22h18" opacity=".45" />
    </svg>
  )
}

export function Brand({ className }: { className?: string }) {
  return (
    <span className={cn('flex items-center gap-2.5 font-serif text-[18px] font-medium tracking-[-0.01em]', className)}>
      <Mark />
      Countersign
    </span>
  )
}
