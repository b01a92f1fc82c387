import { cn } from '@/components/ui/cn'
import { HEIGHT, rosettePaths, wavePaths, WIDTH } from './guilloche-paths'

const waves = wavePaths()
const rings = rosettePaths()

/** The band where trust is at stake. A server component: the drawing is made once a process and never sent as script. */
export function Guilloche({ className }: { className?: string }) {
  return (
    <div aria-hidden className={cn('h-28 overflow-hidden bg-seal-wash text-seal', className)}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="xMidYMid slice"
        className="size-full"
        fill="none"
        stroke="currentColor"
        strokeWidth=".55"
      >
        <g strokeOpacity=".34">
          {waves.map((d, ring) => (
            <path key={ring} d={d} />
          ))}
        </g>
        <g strokeOpacity=".55">
          {rings.map((d, ring) => (
            <path key={ring} d={d} />
          ))}
        </g>
      </svg>
    </div>
  )
}
