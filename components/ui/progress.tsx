import { cn } from './cn'

const TONES = { seal: 'bg-seal', red: 'bg-red', quiet: 'bg-seal/30' } as const

type ProgressProps = {
  label: string
  /** Whole. */
  percent: number
  valueText?: string
  tone?: keyof typeof TONES
  className?: string
}

export function Progress({ label, percent, valueText, className, tone = 'seal' }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText}
      className={cn('h-1 overflow-hidden rounded-full bg-well', className)}
    >
      {/* Moved, not made wider, and in steps: a transition would draw the page sixty times a second beside the upload. */}
      <div className={cn('h-full rounded-full', TONES[tone])} style={{ transform: `translateX(${percent - 100}%)` }} />
    </div>
  )
}
