import { cn } from '@/components/ui/cn'
import { HEIGHT, rosettePaths, wavePaths } from './guilloche-paths'

// As wide as each is shown, so that the lines are equally fine on both.
const WIDTHS = { card: 460, page: 1600 } as const

/** The band where trust is at stake: what signs in, and the sheet before its first document. */
export function Guilloche({ of, className }: { of: keyof typeof WIDTHS; className?: string }) {
  const width = WIDTHS[of]
  return (
    <div aria-hidden className={cn('h-28 overflow-hidden bg-seal-wash text-seal', className)}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="xMidYMid slice"
        className="size-full"
        fill="none"
        stroke="currentColor"
        strokeWidth=".55"
      >
        <g strokeOpacity=".34">
          {wavePaths(width).map((d, wave) => (
            <path key={wave} d={d} />
          ))}
        </g>
        <g strokeOpacity=".55">
          {rosettePaths(width / 2).map((d, ring) => (
            <path key={ring} d={d} />
          ))}
        </g>
      </svg>
    </div>
  )
}
