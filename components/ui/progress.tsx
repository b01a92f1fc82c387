import { cn } from './cn'

type ProgressProps = { label: string; percent: number; valueText?: string; className?: string; tone?: 'seal' | 'red' | 'quiet' }

const TONES = { seal: 'fill-seal', red: 'fill-red', quiet: 'fill-seal/40' } as const

/** A bar of 4 px. It is drawn as SVG because the page's policy allows no style attributes in served HTML. */
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
      <svg aria-hidden width="100%" height="4" className="block">
        <rect width={`${percent}%`} height="4" rx="2" className={cn('transition-[width] duration-200', TONES[tone])} />
      </svg>
    </div>
  )
}
