'use client'
import { memo } from 'react'
import { formatProgress } from '@/lib/format/size'
import { useLiveStatus } from '@/components/live/live-provider'
import { cn } from '@/components/ui/cn'
import { Progress } from '@/components/ui/progress'
import type { UploadItem } from '@/lib/upload-client/queue'
import { LineAction } from './line-action'
import { ReplacedText } from './replaced-text'
import { lineFigures, lineFolder, lineProgress, lineSentence } from './line-words'
import type { TrayActions } from './uploads-provider'

/** `even`: as high as every other line, whatever it has to say. `place`: of how many lines, most of them not drawn. */
type LineProps = { item: UploadItem; actions: TrayActions; even?: boolean; place?: [index: number, of: number] }

/** One file on its way. The queue makes a new item only when something visible changed, so `memo` keeps the rest still. */
export const UploadLine = memo(
  function UploadLine({ item, actions, even = false, place }: LineProps) {
    const { name, path, size, loaded, percent, state } = item
    return (
      <li
        {...(place ? { 'aria-posinset': place[0] + 1, 'aria-setsize': place[1] } : {})}
        className={cn(
          'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1.5 border-b border-line/60 px-4 py-3 text-s last:border-b-0',
          even && 'h-[77px] content-start overflow-hidden',
        )}
      >
        <b dir="auto" title={path ?? name} className="truncate font-medium">
          {name}
        </b>
        <LineAction item={item} actions={actions} />
        <Progress
          label={`Uploading ${name}`}
          percent={percent}
          valueText={`${percent} %, ${formatProgress(loaded, size)}`}
          tone={state === 'failed' ? 'red' : state === 'done' || state === 'paused' ? 'quiet' : 'seal'}
          className="col-span-2"
        />
        <LineText item={item} even={even} />
      </li>
    )
  },
  (a, b) =>
    a.item === b.item &&
    a.actions === b.actions &&
    a.even === b.even &&
    a.place?.[0] === b.place?.[0] &&
    a.place?.[1] === b.place?.[1],
)

function LineText({ item, even }: { item: UploadItem; even: boolean }) {
  const sentence = lineSentence(item)
  const folder = lineFolder(item)
  const failed = item.state === 'failed'
  if (item.replaces && item.state === 'done') return <ReplacedText item={item} />
  if (sentence !== null) {
    return (
      <p
        role={failed ? 'alert' : undefined}
        title={even ? sentence : undefined}
        className={cn('col-span-2 text-xs', failed ? 'text-red' : 'text-amber', even && 'truncate')}
      >
        {sentence}
      </p>
    )
  }
  return (
    <span className="col-span-2 flex justify-between gap-3 text-xs whitespace-nowrap text-ink-3 tabular-nums">
      <span dir="auto" className="truncate">
        {folder === null ? null : `${folder} · `}
        {item.state === 'done' ? <SettledWord documentId={item.documentId} /> : lineProgress(item)}
      </span>
      <span className="shrink-0 text-right">{lineFigures(item)}</span>
    </span>
  )
}

/** The store has the bytes: from here on the word is the document's own. */
function SettledWord({ documentId }: { documentId: string | null }) {
  const status = useLiveStatus(documentId)
  if (status === null) return 'Deleted'
  // Its notification may come later than the store's answer to us.
  return status === undefined || status === 'Uploading' ? 'Verifying' : status
}
