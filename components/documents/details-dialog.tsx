'use client'
import { useClock } from '@/components/format/clock-provider'
import { formatSize } from '@/lib/format/size'
import { formatMoment } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { panelFootStyle } from '@/components/ui/panel'
import type { DocumentRow } from '@/lib/documents/schema'
import { digestText, scanText } from './details'

type Props = { row: DocumentRow; onClose: () => void }

/** What is known of a document beyond its row: enough to compare a copy with it. */
export function DetailsDialog({ row, onClose }: Props) {
  const { timeZone } = useClock()
  const digest = digestText(row.digest)
  const facts: [string, string | null][] = [
    ['Size', `${formatSize(row.size)} (${row.size.toLocaleString('en')} bytes)`],
    ['Type', row.contentType],
    ['Owner', row.owner.name],
    ['Added', formatMoment(row.createdAt, timeZone)],
    ['Malware scan', scanText(row.scan)],
  ]
  return (
    <Dialog open onOpenChange={onClose} title="Details">
      <p dir="auto" className="font-medium break-words">
        {row.name}
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-s">
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div key={term} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-ink-3">{term}</dt>
              <dd dir="auto" className="break-words tabular-nums">
                {value}
              </dd>
            </div>
          ),
        )}
        {digest ? (
          <div className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-3">SHA-256</dt>
            <dd>
              <code className="font-mono text-xs break-all">{digest.value}</code>
              {digest.note ? <p className="mt-1 text-xs text-ink-3">{digest.note}</p> : null}
            </dd>
          </div>
        ) : null}
      </dl>
      <div className={panelFootStyle}>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  )
}
