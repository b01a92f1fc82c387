import { formatSize } from '@/lib/format/size'
import { usedPercent } from '@/components/format/used'
import { Progress } from '@/components/ui/progress'

/** What one's documents take, of what they may take; nothing where there is no limit. */
export function UsedStorage({ usedBytes, quotaBytes }: { usedBytes: number; quotaBytes: number | null }) {
  if (quotaBytes === null) return null
  const percent = usedPercent(usedBytes, quotaBytes)
  return (
    <div className="grid gap-2 px-2.5 py-3 text-xs text-ink-2 tabular-nums">
      <span>
        <b className="font-semibold text-ink">{formatSize(usedBytes)}</b> of {formatSize(quotaBytes)} used
      </span>
      <Progress label="Storage used" percent={percent} tone={percent >= 95 ? 'red' : 'seal'} />
    </div>
  )
}
