import { cn } from '@/components/ui/cn'
import { kindOf } from './kind'

/** A small sheet with a folded corner and the file's kind on it. */
export function KindGlyph({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'relative grid h-[34px] w-7 shrink-0 place-items-end justify-center rounded-xs border border-line-strong bg-sheet pb-1',
        'font-mono text-[7.5px] leading-none font-semibold tracking-[.02em] text-ink-2',
        className,
      )}
    >
      <svg viewBox="0 0 9 9" className="absolute -top-px -right-px size-[9px]">
        <path d="M-1 -1h11v11z" className="fill-paper" />
        <path d="M.5 0v6.5a2 2 0 0 0 2 2H9" className="fill-paper stroke-line-strong" />
      </svg>
      {kindOf(name)}
    </span>
  )
}
